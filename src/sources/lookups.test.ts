import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { AppError, createGuardedClient, createPoliteClient, fixedClock } from "#platform";
import { openServices, type Services } from "../../test/support/services.ts";
import { createArxivApi } from "./arxiv/arxiv-api.ts";
import { readBibtexEntry } from "./bibtex/read-entry.ts";
import { createCrossref } from "./crossref/crossref.ts";
import { mapCrossrefWork } from "./crossref/map-work.ts";
import { createDoiResolver } from "./doi/doi-resolver.ts";
import { createOrcidRecords } from "./orcid/orcid-works.ts";
import { createWebPages } from "./web-page/web-pages.ts";

const clock = fixedClock("2026-11-20T12:00:00Z");
const recorded = "../shared/data/wire";
const skip = existsSync(recorded) ? false : "the recorded answers are not here";

describe("asking a source about one paper", () => {
  let services: Services;
  before(async () => {
    services = await openServices();
  });
  after(() => services.close());
  const client = createPoliteClient({ contact: "", intervalMs: 0, maxAttempts: 1 });
  const guarded = createGuardedClient({ contact: "", allowsLoopback: true });

  test("arXiv says what it knows of an id, or that it knows nothing", async () => {
    const ask = createArxivApi({ client, clock, baseUrl: services.url });
    const paper = await ask("2611.00001");
    assert.ok(typeof paper !== "string");
    assert.equal(paper.title, "Looms of number 2611.00001");
    assert.equal(paper.arxivId, "2611.00001");
    assert.equal(paper.authors?.length, 2);
    assert.match(String(await ask("2612.99999")), /no paper 2612.99999/);
  });

  test("Crossref's works become records: title, people with ORCID, abstract, date, venue", async () => {
    const ask = createCrossref({ client, contact: "ada@example.org", baseUrl: services.url });
    const paper = await ask("10.5555/loom.2026.7");
    assert.deepEqual(paper, {
      source: "crossref",
      sourceId: "10.5555/loom.2026.7",
      title: "Looms that are told less: A report from the mill",
      abstract:
        "A loom weaves what it is told. We tell it less and it weaves as well, for n > 3 threads.",
      authors: [
        {
          name: "Ottilie Webster",
          affiliations: ["Mill School of Looms"],
          orcid: "0000-0002-1825-0097",
        },
        { name: "Jacques Vaucanson" },
        { name: "The Weaving Group" },
      ],
      venue: "Annals of Looms",
      doi: "10.5555/loom.2026.7",
      submittedAt: "2026-11-03T00:00:00Z",
      links: [{ kind: "abstract", url: "https://looms.example.org/annals/7/31" }],
      journalReference: "Annals of Looms 7(2), 31-48, 2026",
      license: "https://creativecommons.org/licenses/by/4.0/",
    });
    assert.match(services.asked.at(-1) ?? "", /mailto=ada%40example\.org/);
    assert.match(String(await ask("10.5555/none")), /no DOI/);
  });

  test("what is no paper is told by its type", () => {
    const issue = mapCrossrefWork({ DOI: "10.5555/x", type: "journal-issue", title: ["Issue 3"] });
    assert.match(String(issue), /journal issue, not of a paper/);
  });

  test("Crossref's recorded answers are read", { skip }, () => {
    const text = readFileSync(`${recorded}/crossref/crossref-works.single.json`, "utf8");
    const paper = mapCrossrefWork(JSON.parse(text));
    assert.ok(typeof paper !== "string");
    assert.match(paper.title, /^Renormalized perturbation theory/);
    assert.equal(paper.authors?.length, 3);
    assert.equal(paper.doi, "10.1002/(sici)1097-461x(1998)66:4<261::aid-qua1>3.0.co;2-t");
  });

  test("DOIs of other registries are read as CSL-JSON", async () => {
    const ask = createDoiResolver({ client: guarded, baseUrl: `${services.url}/doi` });
    const paper = await ask("10.5555/loom.data");
    assert.ok(typeof paper !== "string");
    assert.equal(paper.title, "Measurements of one loom");
    assert.equal(paper.doi, "10.5555/loom.data");
    assert.match(String(await ask("10.5555/none")), /No registry/);
  });

  test("a page's Highwire tags become a record, without iDs that anybody may write", async () => {
    const ask = createWebPages({ client: guarded });
    const paper = await ask(`${services.url}/article/12?utm_source=x`);
    assert.deepEqual(paper, {
      source: "web-page",
      sourceId: `${services.url}/article/12`,
      title: "Shuttles that find their own way",
      abstract: "A shuttle that is left alone goes where the thread is.",
      authors: [
        { name: "Ada Arkwright", affiliations: ["Cromford Institute"] },
        { name: "John Kay", affiliations: ["Bury College"] },
      ],
      keywords: ["shuttles", "looms"],
      venue: "Journal of Mills",
      submittedAt: "2026-11-05T00:00:00Z",
      links: [
        { kind: "abstract", url: `${services.url}/article/12` },
        { kind: "pdf", url: `${services.url}/article/12.pdf` },
      ],
    });
  });

  test("JSON-LD and Dublin Core are read where there are no such tags", async () => {
    const ask = createWebPages({ client: guarded });
    const threads = await ask(`${services.url}/notes/threads`);
    assert.ok(typeof threads !== "string");
    assert.equal(threads.title, "Threads, counted twice");
    assert.deepEqual(
      threads.authors?.map(({ name }) => name),
      ["Cecily Carder", "Tom Spinner"],
    );
    assert.equal(threads.doi, "10.5555/unregistered.9");
    assert.equal(threads.submittedAt, "2026-11-04T08:00:00Z");
    const carding = await ask(`${services.url}/carding`);
    assert.ok(typeof carding !== "string");
    assert.equal(carding.authors?.[0]?.name, "Wendy Wool");
    assert.equal(carding.doi, "10.5555/loom.2026.7");
  });

  test("pages that name no paper, PDFs and missing pages are refused with the reason", async () => {
    const ask = createWebPages({ client: guarded });
    assert.match(String(await ask(`${services.url}/plain`)), /does not say to machines/);
    assert.match(String(await ask(`${services.url}/paper.pdf`)), /leads to a PDF/);
    assert.match(String(await ask(`${services.url}/gone`)), /has nothing at this address/);
  });

  test("an ORCID record tells works that a source added from those the person added", async () => {
    const works = await createOrcidRecords({ client, baseUrl: services.url })(
      "0000-0002-1825-0097",
    );
    assert.deepEqual(works, [
      { arxivIds: [], dois: ["10.5555/loom.2026.7"], addedBy: "Crossref", isSelfAdded: false },
      { arxivIds: ["2611.00002"], dois: [], addedBy: "Ottilie Webster", isSelfAdded: true },
      { arxivIds: ["2611.00003"], dois: [], addedBy: "A search wizard", isSelfAdded: true },
    ]);
  });

  test("a source that is down can be asked again later", async () => {
    services.setDown(true);
    const ask = createCrossref({ client, contact: "", baseUrl: services.url });
    await assert.rejects(
      ask("10.5555/loom.2026.7"),
      (error) => error instanceof AppError && error.code === "unavailable",
    );
    services.setDown(false);
  });

  test("a pasted BibTeX entry is one record, or the reason why not", async () => {
    const text = "@article{webster26, title={Looms}, author={Webster, Ottilie}, doi={10.5555/X}}";
    const paper = await readBibtexEntry(text, clock);
    assert.ok(typeof paper !== "string");
    assert.equal(paper.doi, "10.5555/x");
    assert.match(String(await readBibtexEntry("@article{x, author={A B}}", clock)), /no title/);
  });
});
