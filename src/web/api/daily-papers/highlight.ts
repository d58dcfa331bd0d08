import type { MarkWords } from "#papers";
import { escapeXml } from "../../feeds/xml.ts";

/** Plain text as HTML, with what `marks` finds in it inside `mark`. */
export function highlight(text: string, marks: MarkWords): string {
  let html = "";
  let end = 0;
  for (const [from, to] of marks(text)) {
    html += `${escapeXml(text.slice(end, from))}<mark>${escapeXml(text.slice(from, to))}</mark>`;
    end = to;
  }
  return html + escapeXml(text.slice(end));
}
