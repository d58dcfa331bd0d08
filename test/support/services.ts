/** A machine that answers as arXiv, Crossref, doi.org, ORCID and publishers do, on loopback. */
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Services = Awaited<ReturnType<typeof openServices>>;

const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../fixtures/services/${name}`, import.meta.url));

const pages: Readonly<Record<string, { body: Buffer | string; type: string }>> = {
  "/article/12": { body: fixture("highwire-page.html"), type: "text/html; charset=utf-8" },
  "/notes/threads": { body: fixture("schema-page.html"), type: "text/html" },
  "/carding": { body: fixture("dublin-core-page.html"), type: "text/html" },
  "/plain": { body: "<title>Hello</title><p>Nothing here is a paper.</p>", type: "text/html" },
  "/paper.pdf": { body: "%PDF-1.7", type: "application/pdf" },
};

/** Close it with `close()`; whatever is asked is noted in `asked`. */
export async function openServices() {
  const asked: string[] = [];
  const state = { isDown: false };
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    if (state.isDown) response.writeHead(503).end();
    else answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    addresses: { arxiv: url, crossref: url, doi: `${url}/doi`, orcid: url },
    asked,
    /** Every answer is 503 from now on, or no more. */
    setDown: (isDown: boolean) => {
      state.isDown = isDown;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const page = pageFor(request);
  if (page) response.writeHead(200, { "content-type": page.type }).end(page.body);
  else response.writeHead(404).end("Resource not found.");
}

function pageFor(request: IncomingMessage): { body: Buffer | string; type: string } | undefined {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  if (pathname === "/api/query") {
    return { body: arxivAnswer(searchParams.get("id_list") ?? ""), type: "application/atom+xml" };
  }
  if (/^\/works\/10\.5555(?:%2f|\/)loom\.2026\.7$/i.test(pathname)) {
    return { body: fixture("crossref-work.json"), type: "application/json" };
  }
  if (pathname === "/doi/10.5555/loom.data" && /csl\+json/.test(request.headers.accept ?? "")) {
    return { body: cslItem, type: "application/vnd.citationstyles.csl+json" };
  }
  if (pathname === "/v3.0/0000-0002-1825-0097/works") {
    return { body: fixture("orcid-works.json"), type: "application/json" };
  }
  return pages[pathname];
}

const cslItem = JSON.stringify({
  type: "article",
  DOI: "10.5555/LOOM.DATA",
  title: "Measurements of one loom",
  author: [{ family: "Recorder", given: "Rita" }],
  issued: { "date-parts": [[2026, 11, 1]] },
});

/** Knows every paper whose id begins with 2611 or 1101. */
function arxivAnswer(id: string): string {
  const isKnown = /^(2611|1101)\./.test(id);
  const year = id.startsWith("11") ? 2011 : 2026;
  const entry = `<entry><id>http://arxiv.org/abs/${id}v1</id><updated>${year}-11-18T10:00:00Z</updated><published>${year}-11-18T10:00:00Z</published><title>Looms of number ${id}</title><summary>What loom ${id} weaves, and how it is told to.</summary><author><name>Ottilie Webster</name></author><author><name>Jacques Vaucanson</name></author><arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.LG"/><category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/></entry>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><link href="http://arxiv.org/api/query?id_list=${id}" rel="self" type="application/atom+xml"/><title type="html">ArXiv Query</title><id>http://arxiv.org/api/x</id><updated>2026-11-20T00:00:00-05:00</updated><opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">${isKnown ? 1 : 0}</opensearch:totalResults>${isKnown ? entry : ""}</feed>`;
}
