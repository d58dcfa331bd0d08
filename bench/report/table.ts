/** A table in Markdown: the first column to the left, the others to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, at) => (at === 0 ? "---" : "---:"));
  return [head, rule, ...rows].map(line).join("\n");
}

/** A figure to three digits, no more than are known: 0.123, 1.23, 12.3, 123, 1,234. */
export function figure(value: number | undefined): string {
  if (value === undefined) return "–";
  const digits = value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0;
  return value.toLocaleString("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

export function count(value: number): string {
  return value.toLocaleString("en");
}

const MEGABYTE = 1e6;

export function megabytes(bytes: number | undefined): string {
  return bytes === undefined ? "–" : count(Math.round(bytes / MEGABYTE));
}
