import { gzipSync } from "node:zlib";

export async function htmlSize(url: string, headers: Readonly<Record<string, string>>) {
  const response = await fetch(url, { headers: { ...headers, accept: "text/html" } });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return { text, htmlBytes: Buffer.byteLength(text), gzipBytes: gzipSync(text).length };
}

/** Compressed bytes of every script that a page loads; `nomodule` ones are for old browsers. */
export async function scriptSize(siteUrl: string, html: string): Promise<number> {
  const tags = html.match(/<script\b[^>]*\bsrc="[^"]+"[^>]*>/g) ?? [];
  const wanted = tags.filter((tag) => !/\bnomodule/i.test(tag));
  const paths = new Set(wanted.map((tag) => /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? ""));
  let bytes = 0;
  for (const path of paths) {
    const response = await fetch(new URL(path, siteUrl));
    bytes += gzipSync(new Uint8Array(await response.arrayBuffer())).length;
  }
  return bytes;
}
