import assert from "node:assert/strict";
import { fields, jsonOf, type ServiceRules, type ShownLink, text } from "../service-rules.ts";
import { readHtml } from "./strict-html.ts";

const TOKEN = "123456789:AAHsecret-of-telegram-abcdefg";

/** Telegram's bots: core.telegram.org/bots/api#sendmessage and #html-style */
export const telegramRules: ServiceRules = {
  kind: "telegram",
  secrets: [TOKEN],
  address: (origin) => ({ url: origin, token: TOKEN, room: "-1001234567890" }),
  take(request) {
    assert.equal(request.url, `/bot${TOKEN}/sendMessage`);
    const needed = ["chat_id", "text"];
    const also = ["parse_mode", "link_preview_options", "disable_notification"];
    const message = fields(jsonOf(request), needed, also);
    assert.ok(["-1001234567890", "-1009999999999"].includes(String(message.chat_id)));
    assert.equal(message.parse_mode, "HTML");
    fields(message.link_preview_options ?? {}, [], ["is_disabled", "url"]);
    const links: ShownLink[] = [];
    const found = readHtml(String(message.text), links, {
      tags: ["b", "strong", "i", "em", "u", "s", "code", "pre", "a", "blockquote"],
      entities: ["lt", "gt", "amp", "quot"],
      empty: [],
    });
    text(found.text.trim(), 4_096);
    assert.ok(found.tags <= 100, `${found.tags} entities`);
    const shown = silent(found.text);
    return { text: shown, links: links.map((one) => ({ ...one, text: silent(one.text) })) };
  },
  answers: {
    taken: () => answer(200, { ok: true, result: { message_id: 1 } }),
    refused: (reason) => failure(400, `Bad Request: can't parse entities: ${reason}`),
    busy: (seconds) =>
      failure(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds }),
    closed: () => failure(403, "Forbidden: bot was kicked from the supergroup chat"),
  },
};

/** What Telegram takes out of a text before it looks for names of members. */
const TAKEN_OUT = /[\u030A\u0333\u033F\u2028-\u202E]/g;

/** Whoever is called so is told, within a link too; the space without width is not seen. */
function silent(shown: string): string {
  assert.doesNotMatch(shown.replace(TAKEN_OUT, ""), /@\w/, "a mention");
  return shown.replaceAll("\u200B", "");
}

/** As the chat says when it has become a supergroup. */
export const telegramMoved = failure(400, "Bad Request: group chat was upgraded", {
  migrate_to_chat_id: -1009999999999,
});

function failure(error_code: number, description: string, parameters?: object) {
  return answer(error_code, {
    ok: false,
    error_code,
    description,
    ...(parameters && { parameters }),
  });
}

function answer(status: number, body: object) {
  const headers = { "content-type": "application/json" };
  return { status, headers, body: JSON.stringify(body) };
}
