/** English words that say nothing about the subject of a paper. */
const STOP_WORDS =
  "a about above after again against all also am an and any are as at be because been before " +
  "being below between both but by can cannot could did do does doing down during each few for " +
  "from further had has have having he her here hers him his how however i if in into is it its " +
  "itself just may me might more most must my no nor not now of off on once only or other our " +
  "ours out over own same shall she should so some such than that the their theirs them then " +
  "there these they this those through thus to too under until up upon us very was we were what " +
  "when where whether which while who whom whose why will with within without would you your";

export const stopWords: readonly string[] = STOP_WORDS.split(" ");

const words = new Set(stopWords);

/** Whether a folded token is a stop word. */
export function isStopWord(token: string): boolean {
  return words.has(token);
}
