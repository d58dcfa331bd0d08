import fc from "fast-check";

/** A paper as a page may show it; the oracle of the listing's property tests. */
export interface ShownPaper {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly organization?: string | undefined;
  readonly authorCount?: number | undefined;
  /** As shown, and the day that is meant on a page of 10 December 2025. */
  readonly date?: { readonly shown: string; readonly day: string } | undefined;
  readonly comments?: number | undefined;
}

const LATIN =
  "graph learning sparse approximate error theory of for the bounds network A neural with deep towards optimal On large model via is framework kernel estimation in quantum Rayleigh–Bénard $k$-means 3D LLMs und für über état naïve".split(
    " ",
  );
const CYRILLIC = "обучение графов теория ошибки для сетей методы и оценки".split(" ");
const CHINESE = "图学习理论误差边界神经网络模型框架近似最优".split("");

const script = fc.constantFrom(
  { words: LATIN, gap: " ", stop: ".", dense: 1 },
  { words: LATIN, gap: " ", stop: ".", dense: 1 },
  { words: CYRILLIC, gap: " ", stop: ".", dense: 1 },
  { words: CHINESE, gap: "", stop: "。", dense: 2 },
);

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const words = (from: readonly string[], gap: string, least: number, most: number) =>
  fc
    .array(fc.constantFrom(...from), { minLength: least, maxLength: most })
    .map((list) => capital(list.join(gap)));

const textPair = script.chain(({ words: from, gap, stop, dense }) => {
  const sentence = words(from, gap, 6 * dense, 22 * dense).map((text) => text + stop);
  const paragraph = fc
    .array(sentence, { minLength: 4, maxLength: 9 })
    .map((list) => list.join(gap === "" ? "" : " "));
  const ending = fc.constantFrom(
    "",
    "",
    "",
    " Code: https://example.org/ada/graphs",
    ' We call it "Engine."',
  );
  return fc.record({
    title: fc
      .tuple(
        words(from, gap, 2 * dense, 14 * dense),
        fc.constantFrom("", "", "", "?", ": A Survey"),
      )
      .map(([text, end]) => text + end),
    paragraphs: fc.tuple(paragraph, ending).map(([text, end]) => [text + end]),
  });
});

const organization = fc.constantFrom("LAMDA Lab", "Analytical Engines Inc.", "Université de Ada");
const shownDate = fc.constantFrom(
  { shown: "Dec 10", day: "2025-12-10" },
  { shown: "Oct 17", day: "2025-10-17" },
  { shown: "Dec 11", day: "2024-12-11" },
  { shown: "Jul 21, 2023", day: "2023-07-21" },
  { shown: "Feb 29, 2024", day: "2024-02-29" },
);

/** Footers have a date always, and a number of authors or an organisation mostly. */
const footer = fc.oneof(
  fc.record({ organization, date: shownDate }),
  fc.record({ authorCount: fc.integer({ min: 1, max: 90 }), date: shownDate }),
  fc.constant({}),
);

export const shownPaper: fc.Arbitrary<ShownPaper> = fc
  .tuple(textPair, footer, fc.option(fc.integer({ min: 1, max: 400 }), { nil: undefined }))
  .map(([text, foot, comments]) => ({
    ...text,
    ...foot,
    comments: "date" in foot ? comments : undefined,
  }));

export interface PageStyle {
  readonly layout: "blocks" | "lines";
  readonly newline: "\n" | "\r\n";
  readonly hasMark: boolean;
  readonly space: " " | "\u00a0";
  readonly endsInNewline: boolean;
}

export const pageStyle: fc.Arbitrary<PageStyle> = fc.record({
  layout: fc.constantFrom("blocks", "lines"),
  newline: fc.constantFrom("\n", "\r\n"),
  hasMark: fc.boolean(),
  space: fc.constantFrom(" ", "\u00a0"),
  endsInNewline: fc.boolean(),
});

const INVITATION = "Get trending papers in your email inbox!";

/** The page as text, in one of the two layouts that saved pages come in. */
export function renderPage(papers: readonly ShownPaper[], style: PageStyle): string {
  const page = style.layout === "blocks" ? renderBlocks(papers, style) : renderLines(papers, style);
  const text = (style.hasMark ? "\ufeff" : "") + page + (style.endsInNewline ? "\n" : "");
  return text.replaceAll("\n", style.newline);
}

function renderBlocks(papers: readonly ShownPaper[], style: PageStyle): string {
  const header = [
    "new",
    INVITATION,
    "Subscribe",
    "Daily Papers",
    "byAK and the research community",
  ];
  const blocks = papers.flatMap((paper) => {
    const lines = footerLines(paper, style);
    return [paper.title, ...paper.paragraphs, ...(lines.length > 0 ? [lines.join("\n")] : [])];
  });
  return [...header, `Dec${style.space}10`, ...blocks].join("\n\n");
}

function renderLines(papers: readonly ShownPaper[], style: PageStyle): string {
  const body = papers.flatMap((paper) => [
    paper.title,
    ...paper.paragraphs,
    ...footerLines(paper, style),
  ]);
  const header = ["Get trending papers in your email inbox once a day!", INVITATION];
  return `${header.join("\n")}\nSubscribe${body.join("\n")}`;
}

function footerLines(paper: ShownPaper, { space }: PageStyle): string[] {
  if (!paper.date) return [];
  const who =
    paper.organization ??
    (paper.authorCount === undefined ? undefined : `  •${space}${paper.authorCount} authors`);
  const shown = paper.date.shown.replaceAll(" ", space);
  const when = paper.comments === undefined ? shown : `${shown}${space}${paper.comments}`;
  return [...(who === undefined ? [] : [who]), "·", when];
}
