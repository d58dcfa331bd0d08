import assert from "node:assert/strict";
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

/** Slack's incoming webhooks and Block Kit: docs.slack.dev/reference/block-kit/blocks */
export const slackRules: ServiceRules = {
  kind: "slack",
  secrets: ["XXXXsecretXXXX"],
  address: (origin) => ({ url: `${origin}/services/T0000/B0000/XXXXsecretXXXX` }),
  take(request) {
    assert.equal(request.url, "/services/T0000/B0000/XXXXsecretXXXX");
    const message = fields(jsonOf(request), ["text", "blocks"]);
    // Markup: `<` begins a link or a mention, `&` an entity.
    const notice = text(message.text, 40_000);
    assert.doesNotMatch(notice, /[<>]/);
    assert.doesNotMatch(notice.replace(/&(?:amp|lt|gt);/g, ""), /&/);
    const blocks = list(message.blocks, 50);
    assert.ok(blocks.length > 0);
    assert.ok(JSON.stringify(blocks).length <= 13_000, "msg_blocks_too_long");
    const links: ShownLink[] = [];
    const shown = blocks.map((block) => readBlock(block as Json, links));
    return { text: shown.join("\n"), links };
  },
  answers: {
    taken: () => ({ status: 200, headers: { "content-type": "text/html" }, body: "ok" }),
    refused: () => ({ status: 400, body: "invalid_blocks" }),
    busy: (seconds) => ({
      status: 429,
      headers: { "retry-after": String(seconds) },
      body: "rate_limited",
    }),
    closed: () => ({ status: 404, body: "no_service" }),
  },
};

function readBlock(block: Json, links: ShownLink[]): string {
  if (block.type === "divider") {
    fields(block, ["type"]);
    return "";
  }
  if (block.type === "header") {
    const { text: title } = fields(block, ["type", "text"]);
    const plain = fields(title, ["type", "text"]);
    assert.equal(plain.type, "plain_text");
    return text(plain.text, 150);
  }
  assert.equal(block.type, "rich_text", `a block of type ${String(block.type)}`);
  const { elements } = fields(block, ["type", "elements"]);
  return list(elements, 100)
    .map((section) => readSection(section, links))
    .join("");
}

function readSection(value: unknown, links: ShownLink[]): string {
  const section = fields(value, ["type", "elements"]);
  assert.equal(section.type, "rich_text_section");
  return list(section.elements, 100)
    .map((element) => readElement(element as Json, links))
    .join("");
}

function readElement(element: Json, links: ShownLink[]): string {
  if (element.style !== undefined) fields(element.style, [], ["bold", "italic", "strike", "code"]);
  if (element.type === "text") {
    fields(element, ["type", "text"], ["style"]);
    return text(element.text, 3_000);
  }
  assert.equal(element.type, "link");
  fields(element, ["type", "url", "text"], ["style"]);
  const link = { text: text(element.text, 3_000), url: webAddress(element.url, 3_000) };
  links.push(link);
  return link.text;
}
