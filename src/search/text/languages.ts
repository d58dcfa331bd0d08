import { foldText } from "./fold.ts";

/** Languages whose words are stemmed by their own rules; everything else is taken for English. */
export type Language =
  | "ar"
  | "da"
  | "de"
  | "el"
  | "es"
  | "fi"
  | "fr"
  | "hu"
  | "it"
  | "nl"
  | "no"
  | "pt"
  | "ro"
  | "ru"
  | "sv"
  | "tr";

/** The words that most sentences of a language hold; short, and few that another one shares. */
const FUNCTION_WORDS: Readonly<Record<string, string>> = {
  en: "the of and to a is for that with this are we by from which be our an as in on at it do no how what can via using through towards you your more",
  da: "og det som en et er på af med til den ikke har vi kan fra dette hvor",
  de: "der die das und ist nicht mit für von den dem ein eine einer eines auf wird werden durch zur zum des sich auch bei wir aus im",
  es: "el la los las del y es una en para por con que se como más este esta son al lo su sus",
  fi: "ja on ei se että ovat tai sekä kun joka jotka mutta myös tässä kuin voi ole",
  fr: "le la les des du et est une dans pour par sur avec que qui nous cette ces aux sont au ce en",
  hu: "a az és hogy nem egy is van ez meg vagy mint csak ezt ki által",
  it: "il lo la gli dei delle della del e è un una per con che di nel nella sono questo questa alla da",
  nl: "de het een en van is voor met op dat zijn wordt worden niet door aan deze uit bij wij naar",
  no: "og å det som en et er på av med til den ikke har vi kan fra dette hvor",
  pt: "o os as do da dos das e é um uma para com que em no na ao são mais não pelo pela",
  ro: "și în de la cu pe este un o care nu din pentru sunt mai prin al ale",
  sv: "och att det som en ett är för på av med till den inte har vi kan från detta",
  tr: "ve bir bu ile için de da olarak olan çok daha en gibi ise",
};

/** Letters that few other languages have; each is worth one word. */
const OWN_LETTERS: readonly (readonly [Language, RegExp])[] = [
  ["de", /ß/],
  ["es", /[ñ¿¡]/],
  ["hu", /[őű]/],
  ["pt", /[ãõ]/],
  ["ro", /[ășț]/],
  ["sv", /ä.*å|å.*ä/],
  ["tr", /[ığ]/],
];

const names = Object.keys(FUNCTION_WORDS);
const ENGLISH = names.indexOf("en");
const byWord = new Map<string, number[]>();
for (const [at, name] of names.entries()) {
  for (const word of FUNCTION_WORDS[name]!.split(" ")) {
    byWord.set(word, [...(byWord.get(word) ?? []), at]);
  }
}

const folded = new Set([...byWord.keys()].map(foldText));

/** Whether a folded token is among the commonest words of a language; none says what a text is about. */
export function isFunctionWord(token: string): boolean {
  return folded.has(token);
}

/** Characters looked at: the first lines of a text give its language away. */
const REACH = 600;
/** Least number, and least share, of different words that speak for a language. */
const LEAST_WORDS = 2;
const LEAST_SHARE = 0.12;

/**
 * The language of a text by its script and its function words; `undefined` for English, for a
 * language without a stemmer here, and for a text that does not tell.
 */
export function findLanguage(title: string, abstract: string): Language | undefined {
  if (isEnglish(abstract)) return undefined;
  const text = `${title} ${abstract}`.slice(0, REACH).normalize("NFC").toLowerCase();
  return findScript(text) ?? findLatin(text);
}

/** Most abstracts are, and hold these words; looking for them costs next to nothing. */
function isEnglish(text: string): boolean {
  return text.includes(" the ") && (text.includes(" of ") || text.includes(" and "));
}

const LETTER = /\p{L}/gu;
const OTHER_SCRIPTS = /[\u0370-\u03ff\u0400-\u04ff\u0600-\u06ff]/;
/** Letters of Persian and Urdu that Arabic lacks; of Russian that its neighbours lack. */
const NOT_ARABIC = /[پچژگٹڈ]/;
const RUSSIAN = /[ыэ]/;

function findScript(text: string): Language | undefined {
  if (!OTHER_SCRIPTS.test(text)) return undefined;
  const half = (text.match(LETTER)?.length ?? 0) / 2;
  const holds = (letters: RegExp) => (text.match(letters)?.length ?? 0) > half;
  if (holds(/[\u0400-\u04ff]/g)) return RUSSIAN.test(text) ? "ru" : undefined;
  if (holds(/[\u0600-\u06ff]/g)) return NOT_ARABIC.test(text) ? undefined : "ar";
  return holds(/[\u0370-\u03ff]/g) ? "el" : undefined;
}

const WORD = /\p{L}+/gu;

function findLatin(text: string): Language | undefined {
  const votes = new Array<number>(names.length).fill(0);
  const words = new Set(text.match(WORD));
  for (const word of words) for (const at of byWord.get(word) ?? []) votes[at]!++;
  const most = Math.max(...votes);
  if (most < LEAST_WORDS || most < LEAST_SHARE * words.size) return undefined;
  for (const [language, letters] of OWN_LETTERS) {
    if (letters.test(text)) votes[names.indexOf(language)]!++;
  }
  const best = votes.indexOf(Math.max(...votes));
  return votes[best]! > votes[ENGLISH]! ? (names[best] as Language) : undefined;
}
