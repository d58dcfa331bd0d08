import { type CreateReader, type Emit, type ReadContext, toReading } from "../format.ts";
import { fingerprint } from "../text/fingerprint.ts";
import { createLineSplitter } from "../text/lines.ts";
import { pageDay, type ShownDate } from "./dates.ts";
import type { Footer } from "./footer.ts";
import { LINES_TO_JUDGE, layoutOf } from "./layout.ts";
import { mapListedPaper } from "./map-paper.ts";
import { createPageReader, type PageReader } from "./read-page.ts";
import { createSegmenter, type Role, type Unit } from "./segment.ts";

/** Saved pages of Daily Papers, as text: the front page or a search. */
export const createListingReader: CreateReader = (emit, context) => {
  const papers = createPaperCollector(emit, context);
  let early: string[] | undefined = [];
  let page: PageReader | undefined;
  const begin = () => {
    if (!early) return;
    page = createPageReader(layoutOf(early), papers);
    for (const [index, text] of early.entries()) page.takeLine(text, index + 1);
    early = undefined;
  };
  const lines = createLineSplitter({
    onLine(text, line) {
      if (early) early.push(text);
      else page?.takeLine(text, line);
      if (early && early.length >= LINES_TO_JUDGE) begin();
    },
    onTooLong(line) {
      emit({ kind: "refused", line, reason: "The line is longer than 16 MB." });
      early?.push("");
    },
  });
  return {
    push: lines.push,
    line: lines.line,
    end(isComplete) {
      if (isComplete) lines.end();
      begin();
      page?.end(isComplete);
    },
  };
};

interface OpenPaper {
  readonly line: number;
  readonly title: string;
  readonly paragraphs: string[];
  footer: Footer | undefined;
}

/** Puts titles, abstracts and footers together, and emits each paper when it is whole. */
function createPaperCollector(emit: Emit, context: ReadContext) {
  let latest = context.capturedOn;
  let mark: string | undefined;
  let paper: OpenPaper | undefined;
  const finish = () => {
    if (!paper) return;
    mark ??= fingerprint(paper.title);
    emit(toReading(paper.line, mapListedPaper(paper, { mark, latest })));
    paper = undefined;
  };
  const segmenter = createSegmenter((unit: Unit, role: Role) => {
    if (role === "abstract" && paper) {
      paper.paragraphs.push(unit.text);
      return;
    }
    finish();
    const isTitle = role === "title";
    paper = {
      line: unit.line,
      title: isTitle ? unit.text : "",
      paragraphs: isTitle ? [] : [unit.text],
      footer: undefined,
    };
  });
  return {
    onUnit: segmenter.take,
    onFooter(footer: Footer | undefined) {
      segmenter.cut();
      if (paper) paper.footer = footer;
      finish();
    },
    onLabel(date: ShownDate) {
      latest = pageDay(date, context.capturedOn);
    },
  };
}
