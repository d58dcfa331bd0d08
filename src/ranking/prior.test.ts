import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { aPaper, generatePapers, type PaperTraits } from "../../test/support/papers.ts";
import { editionScore, explainOrder } from "./explain-order.ts";
import { prior, priorTerms } from "./prior.ts";
import { signals } from "./signals.ts";

const priorOf = (traits: PaperTraits) => prior(aPaper({ title: "A Title", ...traits }));
const words = (count: number) => Array.from({ length: count }, () => "word").join(" ");
const names = (count: number) => Array.from({ length: count }, (_, index) => `Author ${index}`);

test("the weights are a whole, so that no prior weighs as much as one vote", () => {
  const sum = priorTerms.reduce((total, term) => total + term.weight, 0);
  assert.equal(Math.round(sum * 1e6) / 1e6, 1);
  const best = priorOf({
    title: "Short",
    abstract: words(5000),
    authors: names(3000),
    tally: { citations: 900_000, stars: 900_000, comments: 900_000 },
    links: [{ kind: "code", url: "https://example.org" }],
    venue: "A Journal",
  });
  assert.ok(best < 1 && best > 0.99, String(best));
  assert.ok(editionScore(1, 0) > editionScore(0, best));
});

test("the prior is in [0, 1) and its terms in [0, 1] for any paper", () => {
  const count = fc.integer({ min: 0, max: 10_000_000 });
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      fc.array(fc.string(), { maxLength: 40 }),
      fc.record({ citations: count, stars: count, comments: count }),
      (title, abstract, authors, tally) => {
        const paper = aPaper({ title, abstract, authors, tally });
        assert.ok(prior(paper) >= 0 && prior(paper) < 1);
        for (const signal of Object.values(signals)) {
          assert.ok(signal(paper) >= 0 && signal(paper) <= 1);
        }
      },
    ),
  );
});

test("more of what speaks for a paper never lowers its prior", () => {
  const more = (less: PaperTraits, greater: PaperTraits) =>
    assert.ok(priorOf(less) < priorOf(greater), JSON.stringify([less, greater]));
  more({ abstract: "" }, { abstract: words(20) });
  more({ abstract: words(20) }, { abstract: words(200) });
  more({ tally: { citations: 10 } }, { tally: { citations: 11 } });
  more({ tally: { citations: 90_000 } }, { tally: { citations: 99_000 } });
  more({ tally: { comments: 1 } }, { tally: { comments: 2 } });
  more({ tally: { stars: 10 } }, { tally: { stars: 5000 } });
  more({}, { venue: "A Journal" });
  more({}, { journalReference: "J. Things 1 (2026) 2" });
  more({}, { links: [{ kind: "data", url: "https://example.org" }] });
  more({ title: words(18) }, { title: words(9) });
  more({ authors: [] }, { authors: names(1) });
  more({ authors: names(1) }, { authors: names(4) });
});

test("a link to the paper itself is no material", () => {
  const links = [{ kind: "pdf", url: "https://example.org" } as const];
  assert.equal(priorOf({ links }), priorOf({}));
});

test("a team is measured by its own field: two mathematicians are as usual as five in cs", () => {
  const of = (category: string, authors: number) =>
    signals.authors(aPaper({ categories: [category], authors: names(authors) }));
  assert.equal(of("math.AG", 2), 0.5);
  assert.equal(of("cs.CL", 5), 0.5);
  assert.equal(of("neuroscience", 4), 0.5);
  assert.ok(of("cs.CL", 2) < 0.5);
  assert.equal(of("hep-ex", 3000), 1);
  const shown = aPaper({ categories: ["math.AG"], authors: [], authorCount: 2 });
  assert.equal(signals.authors(shown), 0.5);
});

test("a collaboration that signs with one name is a large team", () => {
  const of = (author: string) => signals.authors(aPaper({ authors: [author] }));
  assert.equal(of("ATLAS Collaboration"), 1);
  assert.equal(of("The RECOVERY Collaborative Group"), 1);
  assert.ok(of("Ada Collaborator") < 0.5);
});

test("a withdrawn paper has nothing to speak for it", () => {
  assert.equal(priorOf({ withdrawn: true, tally: { citations: 500 } }), 0);
  const explained = explainOrder(aPaper({ withdrawn: true, tally: { upvotes: 2 } }));
  assert.deepEqual(explained, { score: 2, upvotes: 2, uncounted: 0, prior: 0, terms: [] });
});

test("the explanation is a sum that comes out", () => {
  for (const paper of generatePapers(200, 7)) {
    const { score, upvotes, prior: total, terms } = explainOrder(paper);
    const sum = terms.reduce((subtotal, term) => subtotal + Math.round(term.contribution * 1e6), 0);
    assert.equal(sum, Math.round(total * 1e6));
    assert.equal(total, prior(paper));
    assert.equal(score, upvotes + total);
    for (const { value, weight, contribution } of terms) {
      assert.ok(Math.abs(value * weight - contribution) <= 5e-7);
    }
    assert.deepEqual(
      terms.map((term) => term.contribution),
      terms.map((term) => term.contribution).toSorted((a, b) => b - a),
    );
  }
});

test("the prior of a known paper is what the formula on /ranking gives by hand", () => {
  const paper = aPaper({
    title: "Four words and more", // 4 words: 1
    abstract: words(62), // log 63 / log 251 = 0.74985
    authors: names(2), // usual for mathematics: 0.5
    categories: ["math.CO"],
    tally: { citations: 999 }, // log 1000 / log 100001 = 0.6
  });
  const byHand = 0.11 + 0.12 * (Math.log(63) / Math.log(251)) + 0.26 * 0.5 + 0.41 * 0.6;
  assert.ok(Math.abs(prior(paper) - byHand) < 1e-5);
});

test("the documents give the weights that are used", () => {
  const text = readFileSync(new URL("../../docs/ranking.md", import.meta.url), "utf8");
  for (const { name, weight } of priorTerms) {
    const row = text.split("\n").find((line) => line.startsWith(`| ${name} |`));
    assert.ok(row?.includes(`| ${weight.toFixed(2)} |`), `${name} is given as ${row}`);
  }
});
