import assert from "node:assert/strict";
import { fields, jsonOf, type ServiceRules, type ShownLink, text } from "../service-rules.ts";
import { readHtml } from "./strict-html.ts";

const TOKEN = "syt_secret_of_matrix";
const ROOM = "!abc:example.org";
const PATH = "/_matrix/client/v3/rooms/!abc%3Aexample.org/send/m.room.message/";

/** Matrix: spec.matrix.org/latest/client-server-api/#put_matrixclientv3roomsroomidsendeventtypetxnid */
export const matrixRules: ServiceRules = {
  kind: "matrix",
  secrets: [TOKEN],
  address: (origin) => ({ url: origin, token: TOKEN, room: ROOM }),
  take(request) {
    assert.ok(request.url.startsWith(PATH), request.url);
    const id = request.url.slice(PATH.length);
    assert.match(id, /^[\w-]{1,255}$/);
    assert.equal(request.headers.authorization, `Bearer ${TOKEN}`);
    const known = ["msgtype", "body", "format", "formatted_body", "m.mentions"];
    const content = fields(jsonOf(request, "PUT"), known);
    assert.equal(content.msgtype, "m.notice");
    assert.equal(content.format, "org.matrix.custom.html");
    assert.deepEqual(content["m.mentions"], {}, "somebody could be mentioned");
    assert.ok(Buffer.byteLength(request.body) <= 60_000, "M_TOO_LARGE");
    const body = text(content.body, 60_000);
    const links: ShownLink[] = [];
    const found = readHtml(text(content.formatted_body, 60_000), links, {
      tags: ["h4", "p", "ol", "li", "strong", "em", "a", "blockquote", "br"],
      entities: ["lt", "gt", "amp", "quot"],
      empty: ["br"],
    });
    for (const { url } of links.filter((link) => link.url.includes("#comments"))) {
      assert.ok(body.includes(url), "the plain body lacks a thread");
    }
    return { id, text: found.text, links };
  },
  answers: {
    taken: () => answer(200, { event_id: "$event" }),
    refused: (error) => answer(400, { errcode: "M_BAD_JSON", error }),
    busy: (seconds) =>
      answer(429, { errcode: "M_LIMIT_EXCEEDED", retry_after_ms: seconds * 1_000 }),
    closed: () => answer(401, { errcode: "M_UNKNOWN_TOKEN", error: "Unknown access token" }),
  },
};

function answer(status: number, body: object) {
  const headers = { "content-type": "application/json" };
  return { status, headers, body: JSON.stringify(body) };
}
