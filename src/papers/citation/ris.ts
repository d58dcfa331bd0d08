import type { Paper } from "../paper.ts";
import { texToText } from "../tex/to-text.ts";
import { type CitedName, citationOf } from "./citation.ts";

const TYPES = { preprint: "UNPB", conference: "CONF", journal: "JOUR", other: "GEN" };

/** A RIS record: UTF-8, CRLF, one value a line, ended by `ER`. */
export function renderRis(paper: Paper): string {
  const citation = citationOf(paper);
  const [year = "", month, day] = citation.date.map((part) => String(part).padStart(2, "0"));
  const lines: [string, string | undefined][] = [
    ["TY", TYPES[citation.kind]],
    ["ID", paper.id],
    ["TI", texToText(citation.title)],
    ...citation.authors.map((name): [string, string] => ["AU", renderName(name)]),
    ["PY", year],
    ["DA", month && day ? `${year}/${month}/${day}` : undefined],
    [citation.kind === "preprint" ? "PB" : "T2", citation.container],
    ["DO", paper.doi],
    ["AN", paper.arxivId && `arXiv:${paper.arxivId}`],
    ["UR", citation.url],
    ["AB", texToText(paper.abstract)],
    ...paper.keywords.map((keyword): [string, string] => ["KW", texToText(keyword)]),
  ];
  const said = lines.flatMap(([tag, value]) => (value ? [`${tag}  - ${oneLine(value)}\r\n`] : []));
  return `${said.join("")}ER  - \r\n`;
}

function renderName({ family, given, suffix }: CitedName): string {
  return [family, given, suffix].filter(Boolean).join(", ");
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
