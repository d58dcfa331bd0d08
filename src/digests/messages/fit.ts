import type { IssueContent } from "./issue-content.ts";
import { type PaperForm, renderIssueHtml, renderRow } from "./issue-html.ts";
import type { IssueLinks } from "./issue-links.ts";

/** Some programs cut a mail off at about 100 KB, and the way out with it. */
export const MAX_HTML_BYTES = 80 * 1024;

/**
 * How much of each paper there is room for: the first ones in full, then titles with their
 * authors, and what is left beyond that stands on the page of the issue alone.
 */
export function fitPapers(content: IssueContent, links: IssueLinks): PaperForm[] {
  const { papers } = content;
  const forms: PaperForm[] = papers.map(() => "none");
  const frame = Buffer.byteLength(renderIssueHtml(content, links, forms));
  let room = MAX_HTML_BYTES - frame;
  const sizeOf = (index: number, form: PaperForm): number => {
    const paper = papers[index];
    const isLead = index === 0;
    return paper ? Buffer.byteLength(renderRow(paper, { links, form, isLead }).html) : 0;
  };
  const briefs = papers.map((_, index) => sizeOf(index, "brief"));
  briefs.every((size, index) => {
    if (size > room) return false;
    forms[index] = "brief";
    room -= size;
    return true;
  });
  forms.every((form, index) => {
    const more = sizeOf(index, "full") - (briefs[index] ?? 0);
    if (form === "none" || more > room) return false;
    forms[index] = "full";
    room -= more;
    return true;
  });
  return forms;
}
