import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { hostileText } from "../../../test/support/hostile-text.ts";
import { findKeySentence, keySentence } from "./key-sentence.ts";
import { sentencesOf } from "./sentences.ts";

const GEARS = [
  "Gears have turned in machines for two thousand years.",
  "However, existing gears suffer from wear, and most repairs are slow.",
  "In this paper, we propose OilGear, a method that keeps teeth apart by a film of oil.",
  "Experiments on ten clocks show that our gears outperform all others by 12 %.",
  "Code is available at https://example.org/gears.",
];

test("the sentence that proposes is chosen over background, results and addresses", () => {
  assert.equal(keySentence(GEARS.join(" ")), GEARS[2]);
});

test("the sentence is the abstract's own text, with its TeX and line breaks", () => {
  const abstract =
    "Gears wear.\nWe introduce \\emph{small}\ngears for $n$ clocks of the town. They turn.";
  assert.equal(
    keySentence(abstract),
    "We introduce \\emph{small}\ngears for $n$ clocks of the town.",
  );
});

test("one sentence is the key sentence, and an empty abstract has none", () => {
  assert.equal(keySentence("Gears turn."), "Gears turn.");
  assert.equal(keySentence("no stop"), "no stop");
  assert.equal(keySentence(""), "");
  assert.equal(findKeySentence("  \n "), undefined);
});

const elsewhere = {
  German: ["Zahnräder nutzen sich ab.", "Wir stellen Räder aus Öl vor.", "Sie halten länger."],
  French: ["Nous proposons des engrenages huilés.", "Ils durent.", "Le code est là."],
  Spanish: ["Todo se desgasta.", "Proponemos engranajes con aceite.", "Los relojes duran más."],
  Russian: ["Шестерни изнашиваются.", "В работе предлагается масло.", "Опыты это показывают."],
  Chinese: ["齿轮容易磨损。", "本文提出一种用油的方法。", "实验表明它更好。"],
  Japanese: ["歯車は摩耗する。", "油を使う手法を提案する。", "実験で示す。"],
  Korean: ["톱니바퀴는 마모된다.", "기름을 쓰는 방법을 제안한다.", "실험으로 보인다."],
};

test("in other languages the sentence that proposes is chosen, wherever it stands", () => {
  for (const [language, sentences] of Object.entries(elsewhere)) {
    const between = ["Chinese", "Japanese"].includes(language) ? "" : " ";
    const proposal = sentences.find((one) => /vor|propo|предл|提|제안/i.test(one));
    for (const order of [sentences, sentences.toReversed()]) {
      assert.equal(keySentence(order.join(between)), proposal, language);
    }
  }
});

test("of a language without cues one sentence is chosen, neither the first nor the last", () => {
  const arabic = [
    "تدور التروس.",
    "لكنها تتآكل.",
    "نقترح طريقة تفصل الأسنان بالزيت.",
    "الشيفرة متاحة.",
  ];
  const chosen = keySentence(arabic.join(" "));
  assert.ok(arabic.slice(1, 3).includes(chosen), chosen);
});

test("of a text that is no abstract only the beginning is looked at", () => {
  const long = `${"Gears wear. ".repeat(70)}We propose oil for gears in this paper.`;
  assert.equal(keySentence(long), "Gears wear.");
});

test("abbreviations, initials and numbers end no sentence", () => {
  const text = "We follow A. Lovelace et al. (1843), i.e. 3.5 gears, e.g. Fig. 2. They turn.";
  assert.deepEqual(
    sentencesOf(text).map(({ start, end }) => text.slice(start, end)),
    [text.slice(0, -11), "They turn."],
  );
});

test("sentences of any text lie in it one after the other and miss nothing but white space", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        hostileText,
        fc
          .array(fc.constantFrom("We", "a. ", "B", "! ", "\n", "。", '?" ', "1"))
          .map((parts) => parts.join("")),
      ),
      (text) => {
        let end = 0;
        for (const sentence of sentencesOf(text)) {
          assert.equal(text.slice(end, sentence.start).trim(), "");
          assert.ok(sentence.start < sentence.end);
          end = sentence.end;
        }
        assert.equal(text.slice(end).trim(), "");
      },
    ),
  );
});
