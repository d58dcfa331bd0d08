const TRAILING = /[.,;:!?'"”’*>\\]+$/;
const CODE_HOST = /^(?:https?:\/\/)?(?:www\.)?(?:github|gitlab)\.com/i;

/** The address a person means, with `https://` and without the sentence around it; `undefined` when it is none. */
export function cleanAddress(raw: string): string | undefined {
  const trimmed = trimEnd(raw.trim());
  const address = /^https?:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (address.length > 500 || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "")
    return undefined;
  if (!/^[\w-]+(?:\.[\w-]+)*\.[a-z][a-z0-9-]+$/i.test(url.hostname)) return undefined;
  return CODE_HOST.test(address) ? address.replace(/\.git$/, "") : address;
}

/** Takes off punctuation, brackets that open before the address, and a sentence glued to it. */
function trimEnd(text: string): string {
  let address = text.replace(/(\/[\w-]+)\.[A-Z][a-z]*$/, "$1");
  for (;;) {
    const shorter = trimBracket(address.replace(TRAILING, ""));
    if (shorter === address) return address;
    address = shorter;
  }
}

function trimBracket(address: string): string {
  const last = address.at(-1);
  if (last === ")" && count(address, ")") > count(address, "(")) return address.slice(0, -1);
  if (last === "]" && count(address, "]") > count(address, "[")) return address.slice(0, -1);
  return last === "(" || last === "[" ? address.slice(0, -1) : address;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/**
 * `address` with its rest where a line break cut it: after a code host that names no
 * repository yet, or after a `/`, `-` or `_` at the end of a line.
 *
 * @param after the text behind it.
 */
export function joinBroken(address: string, after: string): string {
  const next = /^(\s+)([\w./~%-]+)/.exec(after);
  if (!next) return address;
  const [, gap = "", rest = ""] = next;
  if (CODE_HOST.test(address) && /\/$/.test(address)) {
    const segments = address.replace(CODE_HOST, "").split("/").filter(Boolean).length;
    const isRepository = segments === 0 ? /^[\w.-]+\/[\w.-]+/ : /^[\w.-]+$/;
    return segments < 2 && isRepository.test(rest) ? address + rest : address;
  }
  const isCut = gap.includes("\n") && /[/_-]$/.test(address) && /[/._\d-]/.test(rest.slice(0, -1));
  return isCut ? address + rest : address;
}
