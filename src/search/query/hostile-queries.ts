/** Queries as nobody should write them, for tests: pieces of the language, broken, in any script. */
const PIECES = [
  '"',
  "“",
  "«",
  "-",
  '-"',
  ":",
  "::",
  " ",
  "  ",
  "\t",
  "\n",
  "\u00a0",
  "\u2028",
  "(",
  ")",
  "/",
  "\\",
  "*",
  "?",
  "^",
  "$&",
  "\0",
  "author:",
  'author:"',
  "-author:",
  'org:"',
  "category:cs",
  "venue:",
  "has:",
  "has:code",
  "has:wings",
  "from:",
  "from:2024",
  "from:2024-13",
  "to:9999-12",
  "to:0000",
  "to:-1",
  "like:",
  "like:2401.01234",
  "unlike:",
  'unlike:"',
  "-like:",
  "foo:bar",
  "title:",
  "http://x.org/",
  "3:1",
  "graph",
  "theory",
  "theoretcial",
  "state-of-the-art",
  "the paper about ",
  " by ",
  " et al. ",
  " and ",
  "2019",
  "c++",
  "e\u0301\u0301\u0301",
  "深度",
  "학습",
  "الشَّبَكَة",
  "ﬁ",
  "İ",
  "ß",
  "\u200d",
  "\u202e",
  "\ud800",
  "\udfff",
  "😀",
  "𠮷",
  "__proto__",
  "constructor",
  "%",
  "'",
  "''s",
  ".",
  "1.2.3.4",
  "0",
];

const LONGEST = 1000;

/** An endless row of queries of at most 1,000 characters, the same for the same seed. */
export function* hostileQueries(seed: number): Generator<string, never> {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  for (;;) {
    // Mostly short, now and then as long as allowed, now and then one piece over and over.
    const length = below(20) === 0 ? LONGEST : below(12);
    const only = below(50) === 0 ? PIECES[below(PIECES.length)] : undefined;
    let text = "";
    for (let count = 0; count < length && text.length < LONGEST; count++) {
      const code = below(4) === 0 ? below(0x10000) : below(0x60) + 0x20;
      text += only ?? (below(3) === 0 ? String.fromCharCode(code) : PIECES[below(PIECES.length)]);
    }
    yield text.slice(0, LONGEST);
  }
}
