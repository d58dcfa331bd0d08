const NEW_STYLE = String.raw`(?:0[7-9]|[1-9]\d)(?:0[1-9]|1[0-2])\.\d{4,5}`;
const OLD_STYLE = String.raw`[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?\/\d{2}(?:0[1-9]|1[0-2])\d{3}`;

const SPELLING = new RegExp(
  String.raw`^(?:(?:https?:\/\/)?(?:[a-z0-9-]+\.)*arxiv\.org\/(?:abs|pdf|html|ps|format|src|e-print)\/|` +
    String.raw`(?:https?:\/\/)?(?:[a-z0-9-]+\.)*(?:huggingface\.co|hf\.co|alphaxiv\.org|ar5iv\.org)\/(?:papers|abs|pdf|html)\/|` +
    String.raw`(?:https?:\/\/)?(?:dx\.)?(?:doi\.org\/|doi:\s*)?10\.48550\/arxiv\.|oai:arxiv\.org:|arxiv[:\s]\s*)?` +
    String.raw`(${NEW_STYLE}|${OLD_STYLE})(?:v\d+)?(?:\.pdf)?(?:\s*\[[\w.-]+\])?(?:[?#].*)?\/?$`,
  "i",
);

/** Longest text worth looking at; an address with a query is well below it. */
const MAX_LENGTH = 300;

/**
 * The arXiv id that `text` spells, without version: `2509.01234`, `hep-th/9901001`.
 * Takes ids, `arXiv:` labels, addresses of arXiv and its mirrors, OAI identifiers and
 * arXiv's own DOIs; anything else gives `undefined`.
 *
 * @see https://info.arxiv.org/help/arxiv_identifier.html
 */
export function arxivIdIn(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const id = SPELLING.exec(text.trim())?.[1];
  if (id === undefined) return undefined;
  return id.includes("/") ? foldOldStyle(id) : id;
}

/** `math.GT/0309136` and `math/0309136` are one paper; the subject class is not part of the id. */
function foldOldStyle(id: string): string {
  const [archive = "", number = ""] = id.toLowerCase().split("/");
  return `${archive.replace(/\.[a-z]{2}$/, "")}/${number}`;
}
