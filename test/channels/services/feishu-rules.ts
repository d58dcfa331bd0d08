import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import {
  fields,
  type Json,
  jsonOf,
  list,
  type ServiceRules,
  type ShownLink,
  text,
  webAddress,
} from "../service-rules.ts";

const PATH = "/open-apis/bot/v2/hook/secret-of-feishu";
const SECRET = "sign-secret-of-feishu";

/** Custom bots of Feishu: open.feishu.cn/document/client-docs/bot-v3/add-custom-bot */
export const feishuRules: ServiceRules = {
  kind: "feishu",
  secrets: ["secret-of-feishu", SECRET],
  address: (origin) => ({ url: `${origin}${PATH}`, token: SECRET }),
  take(request, now) {
    assert.equal(request.url, PATH);
    assert.ok(Buffer.byteLength(request.body) <= 20 * 1024, "larger than 20 KB");
    const message = fields(jsonOf(request), ["timestamp", "sign", "msg_type", "card"]);
    const key = `${String(message.timestamp)}\n${SECRET}`;
    assert.equal(message.sign, createHmac("sha256", key).digest("base64"), "sign match fail");
    const ageMs = Math.abs(now.getTime() - Number(message.timestamp) * 1_000);
    assert.ok(ageMs <= 3_600_000, "timestamp is not within one hour from current time");
    assert.equal(message.msg_type, "interactive");
    const card = fields(message.card, ["elements"], ["config", "header"]);
    const { title } = fields(card.header, ["title"], ["template"]);
    const { tag, content } = fields(title, ["tag", "content"]);
    assert.equal(tag, "plain_text");
    const links: ShownLink[] = [];
    const elements = list(card.elements, 50 + 20).map((one) => readElement(one as Json, links));
    assert.ok(elements.length > 0);
    return { text: [text(content, 1_000), ...elements].join("\n"), links };
  },
  answers: {
    taken: () => answer(0, "success"),
    refused: (reason) => answer(9499, `Bad Request: ${reason}`),
    busy: () => answer(11232, "frequency limited psm[lark.oapi.app_platform]"),
    closed: () => ({ status: 410, body: "gone" }),
  },
};

function answer(code: number, msg: string) {
  const headers = { "content-type": "application/json" };
  return { status: 200, headers, body: JSON.stringify({ code, data: {}, msg }) };
}

function readElement(element: Json, links: ShownLink[]): string {
  if (element.tag === "hr") {
    fields(element, ["tag"]);
    return "";
  }
  if (element.tag === "markdown") {
    fields(element, ["tag", "content"]);
    return readCardMarkdown(text(element.content, 10_000), links);
  }
  assert.equal(element.tag, "action", `an element ${String(element.tag)}`);
  const { actions } = fields(element, ["tag", "actions"]);
  return list(actions, 10)
    .map((value) => {
      const button = fields(value, ["tag", "text", "url", "type"]);
      assert.equal(button.tag, "button");
      const label = fields(button.text, ["tag", "content"]);
      const link = { text: text(label.content, 200), url: webAddress(button.url) };
      links.push(link);
      return link.text;
    })
    .join(" ");
}

/** Links, bold and italic; any other sign of markup stands as its number. */
function readCardMarkdown(source: string, links: ShownLink[]): string {
  const token =
    /\[([^[\]()<>*_~`\\]*)\]\((https?:[^\s()<>]*)\)|\*\*?|&#(\d+);|([^&<>*_~`[\]()#\\!|$+]+)/gy;
  assert.doesNotMatch(source, /(^|\n)(-|\d+\.)/, "a list");
  let shown = "";
  while (token.lastIndex < source.length) {
    const from = token.lastIndex;
    const found = token.exec(source);
    assert.ok(found, `markup that is not ours: ${source.slice(from, from + 40)}`);
    const [, label, url, number, plain] = found;
    if (label !== undefined && url !== undefined) {
      const name = label.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
      links.push({ text: name, url: webAddress(url) });
      shown += name;
    } else if (number !== undefined) shown += String.fromCodePoint(Number(number));
    else shown += plain ?? "";
  }
  return shown;
}
