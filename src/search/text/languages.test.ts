import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { foldCase, foldText } from "./fold.ts";
import { findLanguage, isFunctionWord, type Language } from "./languages.ts";
import { languages, stemIn } from "./stem-language.ts";

describe("the language of a paper", () => {
  it("is told by its function words and its script, from a title alone too", () => {
    const titles: [title: string, language: Language | undefined][] = [
      ["Maschinelles Lernen für die Analyse von Bildern", "de"],
      ["Apprentissage automatique pour les réseaux de neurones", "fr"],
      ["Aprendizaje automático para la clasificación de imágenes", "es"],
      ["Apprendimento automatico per la classificazione delle immagini", "it"],
      ["Aprendizagem automática para a classificação das imagens", "pt"],
      ["Machinaal leren voor het herkennen van beelden", "nl"],
      ["Djup maskininlärning som är till för bilder", "sv"],
      ["Maskinlæring til klassificering af billeder i det danske sundhedsvæsen", "da"],
      ["Maskinlæring for klassifisering av bilder i det norske helsevesenet", "no"],
      ["Koneoppiminen ja kuvien luokittelu joka on tehty", "fi"],
      ["A gépi tanulás és az osztályozás egy módszere", "hu"],
      ["Învățarea automată și clasificarea imaginilor din România", "ro"],
      ["Глубокое обучение и мы", "ru"],
      ["Görüntü sınıflandırma için derin öğrenme ve bir yöntem", "tr"],
      ["التعلم العميق لتصنيف الصور", "ar"],
      ["Βαθιά μάθηση για την ταξινόμηση", "el"],
    ];
    for (const [title, language] of titles) assert.equal(findLanguage(title, ""), language, title);
    assert.deepEqual(new Set(titles.map(([, language]) => language)), new Set(languages));
  });

  it("is English where nothing tells, and where names and signs of others stand in between", () => {
    for (const title of [
      "",
      "GPT-4",
      "On the Erdős–Rényi graph and the El Niño",
      "Do no harm: a la carte learning as a service in Los Angeles",
      "A is for AI: what is a robot to do",
      "深度学习",
      "یادگیری عمیق برای تصویر",
      "Глибоке навчання і ми",
    ]) {
      assert.equal(findLanguage(title, ""), undefined, title);
    }
    const abstract = "We study the method of M. de la Vallée and the works of El Greco.";
    assert.equal(findLanguage("La méthode et les idées", abstract), undefined);
  });

  it("decides which rules bring the forms of a word together", () => {
    const families: [Language, string[]][] = [
      ["de", ["Untersuchung", "Untersuchungen", "untersuchung"]],
      ["fr", ["théorie", "théories"]],
      ["es", ["clasificación", "clasificaciones"]],
      ["ru", ["нейронная", "нейронный", "нейронных"]],
      ["tr", ["kitap", "kitaplar", "kitapları"]],
      ["ar", ["الشَّبَكَات", "الشبكات"]],
    ];
    for (const [language, family] of families) {
      const stems = new Set(family.map((word) => stemIn(language, foldCase(word))));
      assert.equal(stems.size, 1, `${[...stems]}`);
      assert.ok([...stems].every((stem) => stem === foldText(stem)));
    }
  });

  it("never loses a word to a stemmer", () => {
    for (const language of languages) {
      for (const word of [
        "a",
        "en",
        "3d",
        "c++",
        "2024",
        "ing",
        "ung",
        "ции",
        "ال",
        "x".repeat(64),
      ]) {
        assert.notEqual(stemIn(language, word), "", `${language} ${word}`);
      }
    }
  });

  it("has words that say nothing of a subject, known without their accents", () => {
    assert.ok(["fur", "para", "avec", "och"].every(isFunctionWord));
    assert.ok(!isFunctionWord("theorie"));
  });
});

describe("folding other scripts", () => {
  it("unifies what people write in several ways", () => {
    const pairs: [string, string][] = [
      ["الشَّبَكَـــات", "الشبكات"],
      ["إدارة", "اداره"],
      ["ὁδός ΟΔΌΣ", "οδοσ οδοσ"],
      ["İstanbul ışık", "istanbul isik"],
      ["Đường phố Việt", "duong pho viet"],
      ["STRAẞE Straße", "strasse strasse"],
      ["Ёлка", "елка"],
      ["ﾃﾞｰﾀ", "データ"],
    ];
    for (const [text, folded] of pairs) assert.equal(foldText(text), folded);
  });
});
