import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { chooseEncoding } from "./content-encoding.ts";
import { answerWith, createDocument } from "./document.ts";
import { createDocumentCache } from "./document-cache.ts";
import { isFromOwnPage } from "./security.ts";

const URL_OF_PAGE = "http://127.0.0.1:3000/";
const html = { "content-type": "text/html; charset=utf-8" };
const request = (headers: Record<string, string> = {}, method = "GET") =>
  new Request(URL_OF_PAGE, { method, headers });

describe("choosing an encoding", () => {
  const cases: [string | null, string][] = [
    [null, "identity"],
    ["", "identity"],
    ["gzip, deflate, br, zstd", "br"],
    ["gzip;q=1.0, br;q=0", "gzip"],
    ["*", "br"],
    ["*;q=0", "identity"],
    ["GZIP", "gzip"],
    ["deflate", "identity"],
  ];
  for (const [header, encoding] of cases) {
    test(`"${header}" means ${encoding}`, () => assert.equal(chooseEncoding(header), encoding));
  }
});

describe("answering with a document", () => {
  const text = "All the papers of the day. ".repeat(200);
  const document = createDocument(text, html);

  test("the body is the same in every encoding, and each has its own strong tag", async () => {
    const unpack = { identity: (body: Buffer) => body, gzip: gunzipSync, br: brotliDecompressSync };
    const tags = new Set<string | null>();
    for (const [encoding, open] of Object.entries(unpack)) {
      const response = await answerWith(document, request({ "accept-encoding": encoding }));
      const body = Buffer.from(await response.arrayBuffer());
      assert.equal(open(body).toString(), text);
      assert.equal(response.headers.get("content-length"), String(body.length));
      assert.match(response.headers.get("vary") ?? "", /Accept-Encoding/);
      tags.add(response.headers.get("etag"));
    }
    assert.equal(tags.size, 3);
  });

  test("a tag of another encoding, or of another text, is not enough for 304", async () => {
    const packed = await answerWith(document, request({ "accept-encoding": "gzip" }));
    const etag = packed.headers.get("etag") ?? "";
    assert.equal((await answerWith(document, request({ "if-none-match": etag }))).status, 200);
    const headers = { "if-none-match": etag, "accept-encoding": "gzip" };
    assert.equal((await answerWith(document, request(headers))).status, 304);
    const other = createDocument(`${text}!`, html);
    assert.equal((await answerWith(other, request(headers))).status, 200);
  });

  test("fonts and short texts are sent as they are", async () => {
    const font = createDocument(Buffer.alloc(5_000), { "content-type": "font/woff2" });
    const packed = request({ "accept-encoding": "br" });
    assert.equal((await answerWith(font, packed)).headers.get("content-encoding"), null);
    const short = await answerWith(createDocument("ok", html), packed);
    assert.equal(short.headers.get("content-encoding"), null);
  });
});

describe("the cache of documents", () => {
  const of = (text: string) => Promise.resolve(createDocument(text, html));

  test("one rendering serves all who ask for the same version at once", async () => {
    const cache = createDocumentCache();
    let made = 0;
    const make = () => {
      made += 1;
      return of("page");
    };
    await Promise.all([cache.get("/", "1", make), cache.get("/", "1", make)]);
    await cache.get("/", "1", make);
    assert.equal(made, 1);
    await cache.get("/", "2", make);
    assert.equal(made, 2);
  });

  test("what failed is tried again", async () => {
    const cache = createDocumentCache();
    await assert.rejects(cache.get("/", "1", () => Promise.reject(new Error("no"))));
    assert.equal((await cache.get("/", "1", () => of("yes"))).body.toString(), "yes");
  });

  test("the oldest pages make room for new ones", async () => {
    const cache = createDocumentCache(250);
    let made = 0;
    const make = () => {
      made += 1;
      return of("x".repeat(100));
    };
    for (const key of ["/a", "/b", "/c", "/b", "/a"]) await cache.get(key, "1", make);
    assert.equal(made, 4);
  });
});

describe("where a form comes from", () => {
  const site = "https://papers.example";
  test("the browser's word counts before the origin", () => {
    const fields = { "sec-fetch-site": "cross-site", origin: site };
    assert.equal(isFromOwnPage(request(fields), site), false);
    assert.equal(isFromOwnPage(request({ "sec-fetch-site": "same-origin" }), site), true);
  });

  test("the site's public address counts as its own behind a proxy", () => {
    assert.equal(isFromOwnPage(request({ origin: site }), `${site}`), true);
    assert.equal(isFromOwnPage(request({ origin: "null" }), site), false);
    assert.equal(isFromOwnPage(request({ origin: "http://127.0.0.1:3000" }), ""), true);
  });
});
