import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { mergeSegments } from "../merging/merge-segments.ts";
import { markRanges } from "../text/mark-ranges.ts";
import { buildEngine, createEngine } from "./create-engine.ts";
import type { IndexDocument } from "./engine.ts";
import { aDocument, wordSpace } from "./sample-documents.ts";
import { openSegment } from "./segment.ts";
import { createSegmentBuilder } from "./segment-builder.ts";

const texts: Record<string, [title: string, abstract: string]> = {
  en: ["Harbours and tides", "We study the tides of harbours and the shapes of images."],
  de: [
    "Die Gezeiten der Häfen",
    "Wir untersuchen die Häuser und die Straßen der Städte mit einer neuen Methode für Untersuchungen.",
  ],
  fr: [
    "Les marées du littoral",
    "Nous étudions les théories des chevaux et des méthodes pour la classification dans cette région.",
  ],
  es: [
    "El aprendizaje de las máquinas",
    "Una clasificación de los métodos con las redes y el lago.",
  ],
  ru: ["Глубокие нейронные сети", "Мы изучаем методы обучения нейронных сетей и их свойства."],
  tr: [
    "Kitapların düzeni",
    "Bu çalışma kitapları ve evleri sınıflandırma için bir yöntem ile inceler.",
  ],
  fi: [
    "Talojen historia",
    "Tutkimme taloissa ja metsissä asuvat ihmiset, jotka ovat myös kalastajia.",
  ],
  ar: ["الشَّبَكَات العصبية", "ندرس في هذا البحث الشبكات العصبية وتطبيقاتها في المكتبات"],
  el: ["Βαθιά μάθηση", "Μελετάμε τα νευρωνικά δίκτυα για την ταξινόμηση των εικόνων"],
  zh: ["深度学习方法", "我们研究神经网络的学习方法。"],
  zh2: ["学深与度习", "度量的学问不深，习惯。"],
  vi: ["Học sâu", "Chúng tôi nghiên cứu đường phố của thành phố."],
};
const corpus = Object.entries(texts).map(([id, [title, abstract]]) =>
  aDocument({ id, title, abstract }),
);

describe("papers in other languages", () => {
  for (const size of [Number.POSITIVE_INFINITY, 3]) {
    const engine = buildEngine(corpus, [wordSpace], size);
    const found = (query: string) =>
      engine.find({ query, mode: "words" }).hits.map((hit) => hit.paperId as string);

    it(`are found by other forms of their words (segments of ${size})`, () => {
      const cases: [query: string, id: string][] = [
        ["Haus", "de"],
        ["untersuchung", "de"],
        ["strasse", "de"],
        ["cheval", "fr"],
        ["théorie", "fr"],
        ["méthode", "fr"],
        ["clasificaciones", "es"],
        ["clasificación", "es"],
        ["clasificacion", "es"],
        ["нейронная сеть", "ru"],
        ["kitap", "tr"],
        ["talo", "fi"],
        ["شبكة", "ar"],
        ["الشبكات", "ar"],
        ["الشـــبكات", "ar"],
        ["εικόνα", "el"],
        ["ΕΙΚΌΝΩΝ", "el"],
        ["duong pho", "vi"],
        ["ĐƯỜNG", "vi"],
        ["tide", "en"],
      ];
      for (const [query, id] of cases) assert.equal(found(query)[0], id, query);
    });

    it(`hold phrases in their own language (segments of ${size})`, () => {
      assert.deepEqual(found('"theorie des cheval"'), ["fr"]);
      assert.deepEqual(found('"нейронная сеть"'), ["ru"]);
      assert.deepEqual(found('"深度学习"'), ["zh"]);
      assert.deepEqual(found('"神经 网络"'), ["zh"]);
      assert.deepEqual(found('"tide of harbour"'), ["en"]);
    });

    it(`rank ideographs side by side before the same ones apart (segments of ${size})`, () => {
      assert.deepEqual(found("深度学习").slice(0, 2), ["zh", "zh2"]);
      assert.deepEqual(found("深度").slice(0, 2), ["zh", "zh2"]);
    });

    it(`are left out by an excluded word in any form (segments of ${size})`, () => {
      assert.ok(!found("haus -häuser").includes("de"));
    });
  }

  it("are found in merged segments as in those made at once", () => {
    const segmentOf = (name: string, documents: readonly IndexDocument[]) => {
      const builder = createSegmentBuilder(name, [wordSpace]);
      for (const document of documents) builder.add(document);
      return openSegment(builder.finish());
    };
    const parts = [0, 3, 6, 9].map((at) => segmentOf(`${at}`, corpus.slice(at, at + 3)));
    const merged = createEngine([openSegment(mergeSegments("merged", parts))], [wordSpace]);
    const fresh = createEngine([segmentOf("fresh", corpus)], [wordSpace]);
    for (const query of ["clasificacion", "théorie", '"нейронная сеть"', "شبكة", "haus -die"]) {
      const { tookMs: _, ...actual } = merged.find({ query });
      const { tookMs: __, ...expected } = fresh.find({ query });
      assert.deepEqual(actual, expected, query);
    }
    for (const { id } of corpus) assert.deepEqual(merged.similar(id, 5), fresh.similar(id, 5));
  });

  it("have their words marked, each by the rules of its language", () => {
    const engine = buildEngine(corpus, [wordSpace]);
    const { terms } = engine.find({ query: 'cheval "neuronale netze" théorie', mode: "words" });
    const marked = (text: string) =>
      markRanges(text, terms).map(([start, end]) => text.slice(start, end));
    assert.deepEqual(marked("Les théories des chevaux"), ["théories", "chevaux"]);
    assert.deepEqual(marked("Mit neuronalen Netzen"), ["neuronalen Netzen"]);
  });
});
