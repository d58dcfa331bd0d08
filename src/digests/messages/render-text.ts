import type { Digest, DigestPaper } from "./compose.ts";
import type { Links } from "./links.ts";
import { countOf, countsOf, introOf, reasonOf } from "./wording.ts";
import { ruleOf, wrap } from "./wrap.ts";

/** The plain part: written for itself, and says all that the other part says. */
export function renderText(digest: Digest, links: Links): string {
  return `${[
    [digest.site.title.toUpperCase(), digest.dateline].join("\n"),
    [`Unsubscribe: ${links.unsubscribeUrl}`, `Change:      ${links.preferencesUrl}`].join("\n"),
    wrap(introOf(digest)),
    ...digest.papers.map(renderPaper),
    [ruleOf("="), `All ${countOf(digest.total, "paper")}: ${digest.editionUrl}`].join("\n"),
    wrap(reasonOf(links)),
    [
      `Unsubscribe:          ${links.unsubscribeUrl}`,
      `Other settings:       ${links.preferencesUrl}`,
      `How they are chosen:  ${digest.site.url}/ranking`,
    ].join("\n"),
  ].join("\n\n")}\n`;
}

function renderPaper(paper: DigestPaper, index: number): string {
  const head = [ruleOf("-"), wrap(`${index + 1}. ${paper.title}`)];
  if (paper.authors) head.push(wrap(paper.authors));
  const facts = [...(paper.label ? [paper.label] : []), ...countsOf(paper)].join(", ");
  const foot = [...(facts ? [facts] : []), paper.url];
  if (paper.pdfUrl) foot.push(`PDF: ${paper.pdfUrl}`);
  const sentence = paper.sentence ? [wrap(paper.sentence, "   ")] : [];
  return [head.join("\n"), ...sentence, foot.join("\n")].join("\n\n");
}
