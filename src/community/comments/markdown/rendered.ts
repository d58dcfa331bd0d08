import { hash } from "node:crypto";

/** Characters of markup kept: some ten thousand comments. */
const MAX_KEPT = 8_000_000;

/** Comments once rendered, by the hash of what was written; the least recently shown go first. */
export interface Rendered {
  /** Whether it costs next to nothing. */
  has(body: string): boolean;
  /** Reads what renders, at the first call: 20 MB that a site without comments never needs. */
  open(): Promise<(body: string) => string>;
}

export function createRendered(maxKept = MAX_KEPT): Rendered {
  const kept = new Map<string, string>();
  let size = 0;
  return {
    has: (body) => kept.has(keyOf(body)),
    async open() {
      const { renderMarkdown } = await import("./render.ts");
      return (body) => htmlOf(body, renderMarkdown);
    },
  };

  function htmlOf(body: string, render: (body: string) => string): string {
    const key = keyOf(body);
    const known = kept.get(key);
    kept.delete(key);
    const markup = known ?? render(body);
    kept.set(key, markup);
    if (known === undefined) size += markup.length;
    while (size > maxKept && kept.size > 1) size -= dropFirst(kept);
    return markup;
  }
}

function dropFirst(kept: Map<string, string>): number {
  const [key = "", markup = ""] = kept.entries().next().value ?? [];
  kept.delete(key);
  return markup.length;
}

function keyOf(body: string): string {
  return hash("sha256", body, "base64url");
}
