import assert from "node:assert/strict";
import { test } from "node:test";
import { createRanker } from "./create-ranker.ts";
import { type Deed, type PaperFeatures, packPapers } from "./paper-features.ts";
import { createRandom } from "./random.ts";
import { openCandidates } from "./ranking/candidates.ts";

const SUBJECTS = ["tides", "moons", "bees", "bridges", "poems"];
const TERMS_EACH = 12;
const DIMENSIONS = 16;
const labels = SUBJECTS.flatMap((subject) =>
  Array.from({ length: TERMS_EACH }, (_, at) => `${subject}${at}`),
);
const random = createRandom(11);

/** A paper about one subject: some of its terms, one of another, a vector near its axis. */
function paperAbout(subject: number, authors: readonly string[] = []): PaperFeatures {
  const own = Array.from({ length: TERMS_EACH }, (_, at) => subject * TERMS_EACH + at);
  const chosen = own.filter(() => random() < 0.5);
  const stray = Math.floor(random() * labels.length);
  const terms = Uint32Array.from(new Set([...chosen, own[0]!, stray])).sort();
  const weights = new Float32Array(terms.length).fill(1 / Math.sqrt(terms.length));
  const dense = Float32Array.from({ length: DIMENSIONS }, () => (random() - 0.5) * 0.3);
  dense[subject]! += 1;
  const length = Math.hypot(...dense);
  return { terms, weights, dense: dense.map((value) => value / length), authors };
}

const many = (subject: number, count: number) =>
  Array.from({ length: count }, () => paperAbout(subject));
const others = packPapers(SUBJECTS.flatMap((_, subject) => many(subject, 30)));
const ranker = createRanker({ identity: "test", labels }, others);
/** Twenty papers of each subject, one subject after the other. */
const papers = SUBJECTS.flatMap((_, subject) => many(subject, 20));
const candidates = openCandidates(
  papers,
  papers.map((_, row) => row % 20),
);
const subjectOf = (row: number) => Math.floor(row / 20);

const liked = (subject: number, count: number): Deed[] =>
  many(subject, count).map((paper) => ({ paper, isLiked: true, weight: 1, ageDays: 3 }));
const disliked = (subject: number, count: number): Deed[] =>
  liked(subject, count).map((deed) => ({ ...deed, isLiked: false }));
const share = (rows: readonly { row: number }[], subject: number) =>
  rows.filter(({ row }) => subjectOf(row) === subject).length / rows.length;

test("nothing known gives what is spoken of most", () => {
  const { stage, picks, total } = ranker.rankFor({ deeds: [], candidates, limit: 5 });
  assert.equal(stage, "none");
  assert.equal(total, 100);
  assert.ok(picks.every(({ row }) => row % 20 >= 18));
});

test("a reader is cold below five likes, known by likeness from five, learned from thirty", () => {
  const stageOf = (count: number) =>
    ranker.rankFor({ deeds: liked(0, count), candidates, limit: 3 }).stage;
  assert.deepEqual([1, 4, 5, 29, 30].map(stageOf), [
    "cold",
    "cold",
    "similar",
    "similar",
    "learned",
  ]);
});

test("papers like those liked come first, at every stage", () => {
  // Of two likes the list is sure of less, and variety brings one more of another subject.
  const leastOfNine = { 2: 7, 8: 8, 40: 8 };
  for (const [count, least] of Object.entries(leastOfNine)) {
    const { picks } = ranker.rankFor({ deeds: liked(2, Number(count)), candidates, limit: 9 });
    assert.ok(share(picks, 2) * 9 >= least, `${count} likes`);
  }
});

test("the very paper that is liked leads its kin by likeness, not by the square of likeness", () => {
  const deeds = liked(1, 1);
  const all = openCandidates([...papers, deeds[0]!.paper]);
  const scores = ranker.score(ranker.learn(deeds), { deeds, candidates: all });
  const mean = (rows: readonly number[]) =>
    rows.reduce((sum, row) => sum + scores[row]!, 0) / rows.length;
  const kin = mean([...papers.keys()].filter((row) => subjectOf(row) === 1));
  const strangers = mean([...papers.keys()].filter((row) => subjectOf(row) !== 1));
  const lead = (scores[papers.length]! - kin) / (kin - strangers);
  assert.ok(lead > 1 && lead < 4, `${lead}`);
});

test("a chosen interest leads while nothing is liked, and names itself as the reason", () => {
  const features = paperAbout(3);
  const interests = [{ features, weight: 1 }];
  const { stage, picks } = ranker.rankFor({ deeds: [], interests, candidates, limit: 9 });
  assert.equal(stage, "cold");
  assert.ok(share(picks, 3) > 0.85);
  assert.deepEqual([picks[0]!.reason.kind, picks[0]!.reason.interest], ["interest", 0]);
  assert.ok(picks[0]!.reason.terms.some((term) => term.startsWith("bridges")));
});

test("a rare word of a chosen interest does not put its paper before all that is liked", () => {
  const rare = 4 * TERMS_EACH + 1;
  const single = { terms: Uint32Array.of(rare), weights: Float32Array.of(1) };
  const odd = { ...paperAbout(4), ...single };
  const more = [...papers, odd];
  const few = openCandidates(
    more,
    more.map(() => 1),
  );
  const interests = [{ features: { ...odd, dense: new Float32Array(DIMENSIONS) }, weight: 1 }];
  const { picks } = ranker.rankFor({ deeds: liked(2, 35), interests, candidates: few, limit: 5 });
  assert.ok(picks.every(({ row }) => row !== papers.length));
});

test("chosen interests share the places by their weights, however rare the words of one are", () => {
  const named = new Set(papers.flatMap((_, row) => (subjectOf(row) === 1 ? [row] : [])));
  const ask = (weight: number) =>
    ranker.rankFor({
      deeds: [],
      interests: [
        { features: paperAbout(3), weight: 1 },
        { rows: named, weight },
      ],
      candidates,
      limit: 10,
    }).picks;
  const equal = ask(1);
  const reasonsOf = (picks: typeof equal) => picks.map(({ reason }) => reason.interest).slice(0, 9);
  assert.deepEqual(reasonsOf(equal), [0, 1, 0, 1, 0, 1, 0, 1, 0]);
  assert.equal(reasonsOf(ask(4)).filter((interest) => interest === 1).length, 7);
  const [last] = equal.slice(-1);
  assert.ok(!named.has(last!.row), "a paper of a chosen interest is no exploration");
});

test("an interest that few papers suit leaves its places to the others", () => {
  const interests = [
    { rows: new Set([7]), weight: 4 },
    { features: paperAbout(3), weight: 1 },
  ];
  const { picks } = ranker.rankFor({ deeds: [], interests, candidates, limit: 8 });
  assert.equal(picks[0]!.row, 7);
  assert.equal(share(picks.slice(1), 3), 1);
});

test("papers that an interest names come first; a muted one says nothing", () => {
  const rows = new Set([7, 47, 67]);
  const ask = (weight: number) =>
    ranker.rankFor({ deeds: [], interests: [{ rows, weight }], candidates, limit: 3 });
  assert.deepEqual(
    ask(1)
      .picks.map(({ row }) => row)
      .sort(),
    [47, 67, 7],
  );
  assert.equal(ask(0).stage, "none");
});

test("two subjects are two interests with words of theirs, and both are served", () => {
  const deeds = [...liked(0, 20), ...liked(4, 12)];
  const { interests, picks } = ranker.rankFor({ deeds, candidates, limit: 30 });
  const words = interests.map((interest) => interest.words[0]!.replace(/\d+$/, ""));
  assert.ok(words.includes("tides") && words.includes("poems"), words.join());
  assert.ok(share(picks, 0) > 0.2 && share(picks, 4) > 0.2);
});

test("a muted interest is not served any more", () => {
  const deeds = [...liked(0, 20), ...liked(4, 12)];
  const weighInterest = ({ words }: { readonly words: readonly string[] }) =>
    words[0]!.startsWith("poems") ? 0 : 1;
  const { picks } = ranker.rankFor({ deeds, candidates, limit: 9 }, { weighInterest });
  assert.equal(share(picks, 4), 0);
});

test("what is disliked goes down", () => {
  const deeds = [...liked(0, 8), ...liked(1, 8)];
  const mean = (all: readonly Deed[]) => {
    const scores = ranker.score(ranker.learn(all), { deeds: all, candidates });
    return scores.subarray(20, 40).reduce((sum, score) => sum + score, 0);
  };
  assert.ok(mean([...deeds, ...disliked(1, 30)]) < mean(deeds));
});

test("a like says less as it grows old", () => {
  const old = liked(1, 10).map((deed) => ({ ...deed, ageDays: 900 }));
  const deeds = [...liked(0, 10), ...old];
  const { picks } = ranker.rankFor({ deeds, candidates, limit: 9 });
  assert.ok(share(picks, 0) > share(picks, 1));
});

test("the reason is the nearest liked paper, with terms that both have", () => {
  const deeds = [...disliked(3, 2), ...liked(0, 6)];
  const { picks } = ranker.rankFor({ deeds, candidates, limit: 5 });
  for (const { row, reason } of picks) {
    assert.equal(reason.kind, "liked");
    const nearest = deeds[reason.deed!]!;
    assert.ok(nearest.isLiked);
    const numbers = reason.terms.map((term) => labels.indexOf(term));
    assert.ok(numbers.length > 0 && numbers.length <= 3);
    for (const number of numbers) {
      assert.ok(nearest.paper.terms.includes(number) && papers[row]!.terms.includes(number));
    }
  }
});

test("readers alike lift a paper, and are the reason", () => {
  const readers = new Float32Array(100);
  readers[95] = 1;
  const { picks } = ranker.rankFor({ deeds: liked(0, 8), candidates, readers, limit: 3 });
  const lifted = picks.find(({ row }) => row === 95);
  assert.equal(lifted?.reason.kind, "readers");
});

test("the tenth place shows something next to the interests, the same with the same seed", () => {
  const request = { deeds: liked(0, 10), candidates, limit: 20, seed: 4 };
  const { picks } = ranker.rankFor(request);
  assert.equal(picks.length, 20);
  const explored = picks.flatMap(({ reason }, at) => (reason.kind === "exploration" ? [at] : []));
  assert.deepEqual(explored, [9, 19]);
  assert.deepEqual(ranker.rankFor(request).picks, picks);
  assert.equal(new Set(picks.map(({ row }) => row)).size, 20);
});

test("what is left out is in no place", () => {
  const isLeftOut = (row: number) => row % 2 === 0;
  const { picks, total } = ranker.rankFor({ deeds: liked(0, 6), candidates, isLeftOut, limit: 60 });
  assert.equal(total, 50);
  assert.equal(picks.length, 50);
  assert.ok(picks.every(({ row }) => row % 2 === 1));
});

test("there is a match from thirty ratings of both kinds, higher for what is liked", () => {
  const few = ranker.rankFor({ deeds: liked(0, 40), candidates, limit: 3 });
  assert.equal(few.picks[0]!.match, undefined);
  const deeds = [...liked(0, 20), ...disliked(1, 15)];
  const { picks } = ranker.rankFor({ deeds, candidates, limit: 100 });
  const matchOf = (subject: number) => {
    const of = picks.filter(({ row }) => subjectOf(row) === subject);
    return of.reduce((sum, { match }) => sum + match!, 0) / of.length;
  };
  assert.ok(matchOf(0) > 0.6 && matchOf(1) < 0.4, `${matchOf(0)} ${matchOf(1)}`);
  assert.ok(picks.every(({ match }) => match! > 0 && match! < 1));
});

test("a model that was kept ranks as the one it was made from", () => {
  const deeds = liked(2, 12);
  const request = { deeds, candidates, limit: 12 };
  const kept = structuredClone(ranker.learn(deeds));
  assert.deepEqual(ranker.rank(kept, request).picks, ranker.rankFor(request).picks);
});

test("no candidates give an empty list", () => {
  const empty = openCandidates([]);
  const { picks, total } = ranker.rankFor({ deeds: liked(0, 6), candidates: empty, limit: 5 });
  assert.deepEqual([picks.length, total], [0, 0]);
});
