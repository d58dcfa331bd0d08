import type { Stretch } from "./stretch.ts";

const RUN = /https?:\/\/(?:[^\s{}\\$<>"]|\\[_%#&~])+|[^\\${}~`'\-h]+|[\s\S]/y;
const QUOTED = /`([^`'\\${}\n]{1,80})'/y;

/** Reads plain text: an address whole, a ligature, or all up to the next sign that means something. */
export function readRun(stretch: Stretch): void {
  const { source, position } = stretch;
  RUN.lastIndex = position;
  const run = (RUN.exec(source)?.[0] ?? "").slice(0, stretch.end - position);
  stretch.position += run.length;
  if (run.length > 1) stretch.text += run.startsWith("http") ? unescapeUrl(run) : run;
  else if (run === "-") readDashes(stretch);
  else if (run === "'") readQuotes(stretch);
  else if (run === "`") readBackticks(stretch);
  else stretch.text += run === "~" && isTie(stretch) ? "\u00a0" : run;
}

/** An address with the signs that TeX wants escaped as they are. */
export function unescapeUrl(url: string): string {
  return url.replace(/\\([_%#&~{}])(?:\{\})?/g, "$1");
}

/** `Fig.~3` is tied; `~10 ms` says "about". */
function isTie({ source, position }: Stretch): boolean {
  return /\S/.test(source[position - 2] ?? " ") && /\S/.test(source[position] ?? " ");
}

function readDashes(stretch: Stretch): void {
  const { source, position, end } = stretch;
  let after = position;
  while (after < end && source[after] === "-") after++;
  const count = after - position + 1;
  const isOption = /^$|\s/.test(source[position - 2] ?? "") && /[a-z]/i.test(source[after] ?? "");
  if (count === 3) stretch.text += "—";
  else if (count === 2 && !isOption) stretch.text += "–";
  else stretch.text += "-".repeat(count);
  stretch.position = after;
}

function readQuotes(stretch: Stretch): void {
  const { source, position, end } = stretch;
  const isDouble = position < end && source[position] === "'";
  if (isDouble && !/\d/.test(source[position - 2] ?? "")) {
    stretch.text += "”";
    stretch.position++;
  } else stretch.text += "'";
}

function readBackticks(stretch: Stretch): void {
  const { source, position, end } = stretch;
  if (position < end && source[position] === "`" && source[position + 1] !== "`") {
    stretch.text += "“";
    stretch.position++;
    return;
  }
  QUOTED.lastIndex = position - 1;
  const quoted = QUOTED.exec(source);
  if (!quoted || QUOTED.lastIndex > end) {
    stretch.text += "`";
    return;
  }
  stretch.text += `‘${quoted[1]}’`;
  stretch.position = QUOTED.lastIndex;
}
