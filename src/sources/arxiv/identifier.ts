export interface ArxivIdentifier {
  /** Without version: `2509.01234`, `hep-th/9901001`. */
  readonly id: string;
  /** 2 for `v2`, when one is named. */
  readonly version?: number;
}

/** `YYMM.NNNN` from April 2007 to December 2014, `YYMM.NNNNN` since. */
const NEW_STYLE =
  /^((?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.\d{4}|(?:1[5-9]|[2-9]\d)(?:0[1-9]|1[0-2])\.\d{5})(?:v([1-9]\d?))?$/;
/** `archive.SC/YYMMNNN`; the subject class is no part of the name. */
const OLD_STYLE =
  /^([a-z]+(?:-[a-z]+)?)(?:\.[A-Z]{2})?\/(\d{2}(?:0[1-9]|1[0-2])\d{3})(?:v([1-9]\d?))?$/;
const PREFIXES = [
  /^https?:\/\/(?:[a-z]+\.)?arxiv\.org\/(?:abs|pdf|html|format|e-print)\//i,
  /^https?:\/\/(?:dx\.)?doi\.org\/10\.48550\/arxiv\./i,
  /^https?:\/\/huggingface\.co\/papers\//i,
  /^(?:doi:\s*)?10\.48550\/arxiv\./i,
  /^oai:arxiv\.org:/i,
  /^arxiv:\s*/i,
];

/** The arXiv id that `text` is, alone or as an address, DOI or `oai:` name. */
export function parseArxivId(text: string): ArxivIdentifier | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 200) return undefined;
  const prefix = PREFIXES.find((pattern) => pattern.test(trimmed));
  const bare = (prefix ? trimmed.replace(prefix, "") : trimmed)
    .replace(/[?#].*$/, "")
    .replace(/\.pdf$/i, "");
  const modern = NEW_STYLE.exec(bare);
  if (modern) return identifier(modern[1] ?? "", modern[2]);
  const old = OLD_STYLE.exec(bare);
  return old ? identifier(`${old[1]}/${old[2]}`, old[3]) : undefined;
}

function identifier(id: string, version: string | undefined): ArxivIdentifier {
  return version === undefined ? { id } : { id, version: Number(version) };
}
