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

/** Standard Webhooks 1.0.0, and the payload that docs/channels.md describes. */
export function webhookRules(secret: () => string): ServiceRules {
  return {
    kind: "webhook",
    secrets: ["path-of-webhook"],
    address: (origin) => ({ url: `${origin}/take/path-of-webhook` }),
    take(request, now) {
      const id = String(request.headers["webhook-id"]);
      assert.match(id, /^[\w-]{10,100}$/);
      const timestamp = String(request.headers["webhook-timestamp"]);
      assert.match(timestamp, /^\d{10}$/);
      const ageMs = Math.abs(now.getTime() - Number(timestamp) * 1_000);
      assert.ok(ageMs <= 5 * 60_000, "too old, or of the future");
      assert.match(secret(), /^whsec_[A-Za-z0-9+/]{43}=$/);
      const key = Buffer.from(secret().slice("whsec_".length), "base64");
      const signed = `${id}.${timestamp}.${request.body}`;
      const wanted = `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
      assert.ok(String(request.headers["webhook-signature"]).split(" ").includes(wanted));
      const event = fields(jsonOf(request), ["type", "timestamp", "data"]);
      assert.ok(!Number.isNaN(Date.parse(String(event.timestamp))));
      return { id, ...readEvent(event) };
    },
    answers: {
      taken: () => ({ status: 204, body: "" }),
      refused: (reason) => ({ status: 400, body: reason }),
      busy: (seconds) => ({
        status: 429,
        headers: { "retry-after": String(seconds) },
        body: "busy",
      }),
      closed: () => ({ status: 410, body: "" }),
    },
  };
}

function readEvent({ type, data }: Json): { text: string; links: ShownLink[] } {
  if (type === "test") return { text: text(fields(data, ["message"]).message, 1_000), links: [] };
  assert.equal(type, "papers.posted");
  const needed = ["title", "dateline", "url", "site", "papers", "replies", "more"];
  const post = fields(data, needed);
  fields(post.site, ["title", "url"]);
  const links = [{ text: String(post.title), url: webAddress(post.url) }];
  const shown = list(post.papers, 20).map((value) => {
    const plain = ["id", "title", "authors", "sentence", "label", "reason", "upvotes", "comments"];
    const paper = fields(value, [...plain, "url", "threadUrl"], ["pdfUrl", "codeUrl"]);
    for (const key of ["url", "threadUrl", "pdfUrl", "codeUrl"]) {
      if (paper[key] === undefined) continue;
      links.push({ text: text(paper.title, 300), url: webAddress(paper[key]) });
    }
    return plain.map((key) => String(paper[key])).join("\n");
  });
  const replies = list(post.replies, 100).map((value) => {
    const reply = fields(value, ["id", "by", "text", "paperTitle", "url"]);
    links.push({ text: String(reply.paperTitle), url: webAddress(reply.url) });
    return `${reply.by}\n${reply.text}`;
  });
  return { text: [post.title, post.dateline, ...shown, ...replies].join("\n"), links };
}
