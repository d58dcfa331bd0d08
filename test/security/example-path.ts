/** An address of a row: its names filled in with things that may well exist. */
const examples: Readonly<Record<string, string>> = {
  period: "2026-11-20",
  handle: "@ada",
  provider: "github",
  name: "ada",
};

export function examplePath(path: string): string {
  return path.replace(
    /(?::(\w+)(?:\{[^}]*\})?|\{(\w+)\})/g,
    (_, colon?: string, brace?: string) => {
      const name = colon ?? brace ?? "";
      return examples[name] ?? "2611.00001";
    },
  );
}
