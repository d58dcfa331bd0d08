import { periodKind } from "#editions";
import type { DigestMessage } from "../digests.ts";
import type { Digest } from "./compose.ts";
import type { Links } from "./links.ts";
import { renderHtml } from "./render-html.ts";
import { renderText } from "./render-text.ts";
import type { Sender } from "./site.ts";

/** Names the kind of mail to receivers that count complaints; at most 15 characters. */
const FEEDBACK_SENDER = "broadsheet";

/** One reader's copy: subject, both parts, and the headers of a mailing list. */
export function toDigestMessage(digest: Digest, links: Links, sender: Sender): DigestMessage {
  return {
    subject: digest.subject,
    text: renderText(digest, links),
    html: renderHtml(digest, links),
    headers: digestHeaders(digest, links, sender),
  };
}

/** RFC 2369, RFC 2919, RFC 3834 and RFC 8058. */
function digestHeaders(digest: Digest, links: Links, sender: Sender): Record<string, string> {
  const list = `${periodKind(digest.period)}-digest`;
  return {
    "List-Id": `<${list}.${sender.domain}>`,
    "List-Unsubscribe": `<${links.unsubscribeUrl}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "List-Archive": `<${digest.editionUrl}>`,
    Precedence: "bulk",
    "Auto-Submitted": "auto-generated",
    "Feedback-ID": `${digest.period}:${list}:digest:${FEEDBACK_SENDER}`,
  };
}
