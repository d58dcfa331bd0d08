import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aDocument } from "../../engine/sample-documents.ts";
import { type FitOptions, fitSpace } from "./fit-space.ts";
import { openFittedSpace } from "./fitted-space.ts";
import { inventPapers, segmentOf } from "./invented-papers.ts";

const papers = inventPapers(240);
/** As many as there are fields: what is left is chance. */
const small: Partial<FitOptions> = { dimensions: 2 };

function fit(options = small, parts = [papers]) {
  const segments = parts.map((part, at) => segmentOf(`${at}`, part));
  const data = fitSpace(segments, options);
  assert.ok(data);
  return { data, ...openFittedSpace(data) };
}

function cosine(space: ReturnType<typeof fit>, one: string, other: string): number {
  const a = space.embedQuery(one);
  return space.embedQuery(other).reduce((sum, value, at) => sum + value * a[at]!, 0);
}

describe("a space fitted to papers", () => {
  it("puts words of one field together and words of two fields apart", () => {
    const space = fit();
    assert.ok(cosine(space, "sailor anchor", "reef voyage") > 0.8);
    assert.ok(cosine(space, "sailor anchor", "yeast flour") < 0.2);
  });

  it("brings words near that never meet but keep the same company", () => {
    const space = fit();
    assert.ok(cosine(space, "kraken", "leviathan") > 0.8);
    assert.ok(cosine(space, "kraken", "sourdough") < 0.2);
  });

  it("knows nothing of words that no paper holds, of names and of stop words", () => {
    const { embedQuery } = fit();
    for (const query of ["zygote", "byron", "the of and", "", "42"]) {
      assert.ok(
        embedQuery(query).every((value) => value === 0),
        query,
      );
    }
  });

  it("makes vectors of length 1", () => {
    const vector = fit().embedQuery("ships and bread");
    assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-5);
  });

  it("is the same for the same papers, however they lie in segments", () => {
    const { identity, packed } = fit().data;
    const again = fit().data;
    const split = fit(small, [papers.slice(0, 50), papers.slice(50, 51), papers.slice(51)]).data;
    assert.equal(again.identity, identity);
    assert.deepEqual(new Uint8Array(again.packed.buffer), new Uint8Array(packed.buffer));
    assert.equal(split.identity, identity);
  });

  it("is another one for other papers, and for another seed", () => {
    const { identity } = fit().data;
    assert.notEqual(fit(small, [papers.slice(1)]).data.identity, identity);
    assert.notEqual(fit({ ...small, seed: 2 }).data.identity, identity);
  });

  it("leaves out papers that are deleted, and fits to a sample of many", () => {
    const whole = segmentOf("whole", papers);
    whole.deleted.fill(1, 200);
    const living = segmentOf("living", papers.slice(0, 200));
    assert.equal(fitSpace([whole], small)?.identity, fitSpace([living], small)?.identity);
    const halves = [whole].map((segment) => fitSpace([segment], { ...small, sampleSize: 100 }));
    const even = segmentOf(
      "even",
      papers.slice(0, 200).filter((_, at) => at % 2 === 0),
    );
    assert.equal(halves[0]?.identity, fitSpace([even], small)?.identity);
    assert.equal(halves[0]?.papers, 200);
  });

  it("knows words by the stems of the other languages of its papers", () => {
    const french = Array.from({ length: 12 }, (_, at) =>
      aDocument({
        id: `fr-${at}`,
        title: "Les nageuses de la mer",
        abstract: "Nous étudions des nageuses dans la mer, avec les bateaux et les marées.",
      }),
    );
    const space = fit({ dimensions: 3 }, [[...papers, ...french]]);
    assert.deepEqual(space.data.languages, ["fr"]);
    assert.ok(cosine(space, "nageuse", "marées") > 0.8);
    assert.ok(cosine(space, "nageuse", "yeast") < 0.2);
  });

  it("is not fitted to nothing, nor to papers without words", () => {
    assert.equal(fitSpace([]), undefined);
    assert.equal(fitSpace([segmentOf("empty", [])]), undefined);
    const same = Array.from({ length: 9 }, (_, at) => aDocument({ id: `${at}`, title: "the" }));
    assert.equal(fitSpace([segmentOf("same", same)]), undefined);
  });

  it("holds for papers that all say the same, and for fewer papers than dimensions", () => {
    const equal = Array.from({ length: 60 }, (_, at) =>
      aDocument({ id: `${at}`, title: "one moon", abstract: "two tides" }),
    );
    const space = fit({ maxShare: 1 }, [equal]);
    assert.ok(space.embedQuery("moon tides").every(Number.isFinite));
    const few = fit({}, [inventPapers(6)]);
    assert.ok(Math.abs(Math.hypot(...few.embedQuery("bread")) - 1) < 1e-5);
  });
});
