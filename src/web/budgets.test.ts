import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { aWeekOfPapers } from "../../test/support/web-papers.ts";
import { webParts } from "../../test/support/web-parts.ts";
import { createWeb } from "./web.ts";

const web = createWeb(webParts(aWeekOfPapers()));

async function bytesOf(path: string): Promise<Buffer> {
  const response = await web.fetch(new Request(`http://127.0.0.1:3000${path}`));
  assert.equal(response.status, 200, path);
  return Buffer.from(await response.arrayBuffer());
}

const packed = (bytes: Buffer): number => gzipSync(bytes).length;

describe("budgets", () => {
  test("an edition of 50 papers is at most 30 KB, packed", async () => {
    const page = await bytesOf("/");
    assert.equal((page.toString().match(/<article/g) ?? []).length, 50);
    assert.ok(packed(page) <= 30 * 1024, `${packed(page)} bytes`);
  });

  test("the style is at most 10 KB, the script 15 KB, packed, and the fonts 100 KB", async () => {
    const page = (await bytesOf("/")).toString();
    const path = (pattern: RegExp): string => pattern.exec(page)?.[1] ?? "none";
    const style = await bytesOf(path(/rel="stylesheet" href="([^"]+)"/));
    const script = await bytesOf(path(/<script type="module" src="([^"]+)"/));
    assert.ok(packed(style) <= 10 * 1024, `${packed(style)} bytes of style`);
    assert.ok(packed(script) <= 15 * 1024, `${packed(script)} bytes of script`);
    const fonts = [...style.toString().matchAll(/url\("?(\/assets\/[\w.-]+\.woff2)/g)];
    const sizes = await Promise.all(
      fonts.map(async ([, font]) => (await bytesOf(font ?? "")).length),
    );
    assert.equal(sizes.length, 3);
    assert.ok(sizes.reduce((sum, size) => sum + size, 0) <= 100 * 1024);
  });
});
