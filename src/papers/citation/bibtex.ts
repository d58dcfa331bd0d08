import { foldLetters } from "../names/fold.ts";
import type { Paper } from "../paper.ts";
import type { TexNode } from "../tex/nodes.ts";
import { parseTex } from "../tex/parse.ts";
import { texToText } from "../tex/to-text.ts";
import { type Citation, type CitedName, citationOf } from "./citation.ts";

const TYPES = { preprint: "misc", conference: "inproceedings", journal: "article", other: "misc" };
const STOP_WORDS =
  /^(?:a|an|the|on|in|of|for|to|with|and|by|from|is|are|do|does|how|what|why|can)$/;

/**
 * A BibTeX entry, UTF-8, with a line feed at the end. Preprints are `@misc` with `eprint`,
 * `archivePrefix` and `primaryClass`, as arXiv asks; the key is ASCII and unique, since it
 * ends in the paper's id.
 */
export function renderBibtex(paper: Paper): string {
  const citation = citationOf(paper);
  const fields: [string, string | undefined][] = [
    ["title", renderTitle(citation.title)],
    ["author", citation.authors.map(renderName).join(" and ") || undefined],
    ["year", String(citation.date[0])],
    [citation.kind === "conference" ? "booktitle" : "journal", containerOf(citation)],
    ["eprint", paper.arxivId],
    ["archivePrefix", paper.arxivId && "arXiv"],
    ["primaryClass", paper.arxivId && paper.categories[0]],
    ["doi", paper.doi && withoutBraces(paper.doi)],
    ["url", citation.url && withoutBraces(citation.url)],
  ];
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = {${value}}`] : []));
  return `@${TYPES[citation.kind]}{${keyOf(paper, citation)},\n${lines.join(",\n")}\n}\n`;
}

/** Addresses are printed as they are; braces alone would end the field. */
function withoutBraces(address: string): string {
  return address.replace(/[{}\\]/g, encodeURIComponent);
}

function containerOf({ kind, container }: Citation): string | undefined {
  return kind === "preprint" || kind === "other" || !container ? undefined : escapeTex(container);
}

function keyOf(paper: Paper, { authors, date, title }: Citation): string {
  const words = ascii(texToText(title)).split(/[^a-z0-9]+/);
  const word = words.find((one) => /[a-z]{2}/.test(one) && !STOP_WORDS.test(one)) ?? "";
  const family = ascii(authors[0]?.family ?? "").replace(/[^a-z0-9]/g, "");
  const id = paper.id.replace(/[^A-Za-z0-9.]+/g, "-");
  return `${family || "paper"}${date[0]}${word}-${id}`;
}

function ascii(text: string): string {
  return foldLetters(text).replace(/[^ -~]/g, "");
}

/** The title with its TeX, words that must keep their capitals in braces. */
function renderTitle(title: string): string {
  return parseTex(title).map(renderNode).join("").replace(/\s+/g, " ").trim();
}

function renderNode(node: TexNode): string {
  if (node.kind === "text") return keepCapitals(node.text);
  if (node.kind === "math")
    return isBalanced(node.source) ? `$${node.source}$` : escapeTex(node.source);
  const inner = node.children.map(renderNode).join("");
  if (node.kind === "link") return inner;
  const command = {
    strong: "textbf",
    em: "emph",
    code: "texttt",
    sup: "textsuperscript",
    sub: "textsubscript",
  };
  return `\\${command[node.style]}{${inner}}`;
}

function keepCapitals(text: string): string {
  return text
    .split(/(\s+)/)
    .map((word) =>
      /[\p{L}\p{N}]\p{Lu}|\p{Lu}.*\p{Lu}/u.test(word) ? `{${escapeTex(word)}}` : escapeTex(word),
    )
    .join("");
}

function isBalanced(source: string): boolean {
  let depth = 0;
  for (const character of source.replace(/\\[\s\S]/g, "")) {
    if (character === "{") depth++;
    else if (character === "}" && --depth < 0) return false;
  }
  return depth === 0 && !source.includes("$");
}

function renderName({ family, given, suffix }: CitedName): string {
  const [last, first] = [escapeTex(family), escapeTex(given)];
  if (first === "") return /[\s,]/.test(last) ? `{${last}}` : last;
  // A family name of two words without particles is told by the comma alone.
  return suffix ? `${last}, ${escapeTex(suffix)}, ${first}` : `${last}, ${first}`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "\u00a0": "~",
};

/** Plain text as TeX prints it. */
function escapeTex(text: string): string {
  return text.replace(/[\\{}$&%#_~^\u00a0]/g, (sign) => ESCAPES[sign] ?? `\\${sign}`);
}
