import { stemmer as arabic } from "@orama/stemmers/arabic";
import { stemmer as danish } from "@orama/stemmers/danish";
import { stemmer as dutch } from "@orama/stemmers/dutch";
import { stemmer as finnish } from "@orama/stemmers/finnish";
import { stemmer as french } from "@orama/stemmers/french";
import { stemmer as german } from "@orama/stemmers/german";
import { stemmer as greek } from "@orama/stemmers/greek";
import { stemmer as hungarian } from "@orama/stemmers/hungarian";
import { stemmer as italian } from "@orama/stemmers/italian";
import { stemmer as norwegian } from "@orama/stemmers/norwegian";
import { stemmer as portuguese } from "@orama/stemmers/portuguese";
import { stemmer as romanian } from "@orama/stemmers/romanian";
import { stemmer as russian } from "@orama/stemmers/russian";
import { stemmer as spanish } from "@orama/stemmers/spanish";
import { stemmer as swedish } from "@orama/stemmers/swedish";
import { stemmer as turkish } from "@orama/stemmers/turkish";
import { foldText } from "./fold.ts";
import type { Language } from "./languages.ts";

/** Snowball's stemmers; why this package: docs/decisions/0014-snowball-stemmers-for-other-languages.md. */
const STEMMERS: Readonly<Record<Language, (word: string) => string>> = {
  ar: arabic,
  da: danish,
  de: german,
  el: greek,
  es: spanish,
  fi: finnish,
  fr: french,
  hu: hungarian,
  it: italian,
  nl: dutch,
  no: norwegian,
  pt: portuguese,
  ro: romanian,
  ru: russian,
  sv: swedish,
  tr: turkish,
};

export const languages = Object.keys(STEMMERS) as readonly Language[];

const HAS_LETTER = /\p{L}/u;

/**
 * The index term of a word of `language`: its stem, folded.
 *
 * @param token with its accents, as `foldCase` gives it: endings are known by them.
 */
export function stemIn(language: Language, token: string): string {
  if (token.length <= 2 || !HAS_LETTER.test(token)) return foldText(token);
  return foldText(STEMMERS[language](token)) || foldText(token);
}
