const SEED = 20_261_120;

/** Queries as readers type them, drawn from titles: one to six words, some phrases, some typos. */
export function makeQueries(titles: readonly string[], count: number): string[] {
  let state = SEED;
  const random = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return Array.from({ length: count }, (_, number) => {
    const words = titles[random(titles.length)]!.split(/\s+/).filter((word) => /^\w/.test(word));
    const length = Math.min(words.length, 1 + random(6));
    const start = random(words.length - length + 1);
    const chosen = words.slice(start, start + length);
    if (number % 10 === 0) return `"${chosen.slice(0, 2).join(" ")}"`;
    if (number % 10 === 1) chosen[0] = swapLetters(chosen[0] ?? "", random(3) + 1);
    return chosen.join(" ");
  });
}

function swapLetters(word: string, at: number): string {
  const letters = [...word];
  const [first, second] = [letters[at], letters[at + 1]];
  if (first === undefined || second === undefined) return word;
  letters[at] = second;
  letters[at + 1] = first;
  return letters.join("");
}
