import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { texSoup } from "../../../test/support/tex-soup.ts";
import { texToText } from "./to-text.ts";

const T = String.raw;
const cases: readonly (readonly [string, string])[] = [
  ["Plain words stay", "Plain words stay"],
  [
    T`\textbf{S}hifted \emph{small} \textit{gears} and \texttt{code}`,
    "Shifted small gears and code",
  ],
  [T`{\it one} {\em two} {\bf three} \em four`, "one two three four"],
  [
    T`Andr\'e, M\"{u}ller, {\v c}apek, \v{S}ik, Erd\H{o}s, na{\"\i}ve, Fran\c cois, \r{a}`,
    "André, Müller, čapek, Šik, Erdős, naïve, François, å",
  ],
  [T`stra\ss e, \O{}rsted, \L{}ukasz, \ae{}on, \aa`, "straße, Ørsted, Łukasz, æon, å"],
  ["``double'' and `single' -- a dash --- another", "“double” and ‘single’ – a dash — another"],
  ["run --fast, about ~10 ms, Fig.~3", "run --fast, about ~10 ms, Fig. 3"],
  [T`50\% of A\&B cost \$5 in \#1\_x \{set\}`, "50% of A&B cost $5 in #1_x {set}"],
  ["$5 and $10 is not math", "$5 and $10 is not math"],
  ["between $5-$10, or US$6 million and 3$", "between $5-$10, or US$6 million and 3$"],
  [T`$\alpha$, \(\beta\), \[\gamma\], $$\delta$$`, "α, β, γ, δ"],
  [
    T`$x^{2}_{i}$, $10^{-3}$, $x_{\max}$, H$_2$O, $e^{x+y}$, $a^{q,r}$`,
    "x²ᵢ, 10⁻³, x_max, H₂O, eˣ⁺ʸ, a^(q,r)",
  ],
  [
    T`$\mathcal{O}(n\log n)$, $\frac{a+b}{c}$, $\sqrt{n}$, $\sqrt[3]{xy+1}$`,
    "O(n log n), (a+b)/c, √n, ³√(xy+1)",
  ],
  [T`$\mathbb{R}^d$, $\hat{x}$, $\tilde{O}$, $\text{if } x$, $f'$`, "ℝᵈ, x̂, Õ, if x, f′"],
  [
    T`$a \le b$, $x\in X$, $\sim 10\%$, $\pm 2$, $3\times$, $90^\circ$`,
    "a ≤ b, x ∈ X, ∼10%, ± 2, 3×, 90°",
  ],
  [T`$\left(\frac12\right)$, $\binom{n}{k}$, $\not=$`, "(1/2), (n choose k), ≠"],
  [
    T`\begin{equation} a=b \end{equation} and \begin{itemize}\item one\end{itemize}`,
    "a=b and • one",
  ],
  [T`10^{-3} and x^2, O(n^{1/2})`, "10⁻³ and x^2, O(n^(1/2))"],
  [
    T`see \url{http://a.b/c_d} or \href{https://x.y/z}{here}`,
    "see http://a.b/c_d or here (https://x.y/z)",
  ],
  ["at https://a.b/~me/x--y now", "at https://a.b/~me/x--y now"],
  [T`as in~\cite{a,b}, \ref{fig:x}\footnote{A note.}`, "as in [a, b], [fig:x] (A note.)"],
  [T`\unknown{arg} stays, \foo too`, T`\unknown{arg} stays, \foo too`],
  [T`\epsilon-greedy, 3 \times 3, \LaTeX\ and \frac{1}{2}`, "ε-greedy, 3 × 3, LaTeX and 1/2"],
  [T`\emphn gears of \mathcalO`, "n gears of O"],
  [
    T`at $30 FPS$, $\textbf{bold words}$, $\href{https://a.b/c}{here}$, a$\unicode{x2013}$b`,
    "at 30 FPS, bold words, here (https://a.b/c), a–b",
  ],
  ["{BERT} keeps {a, b} and { x }", "BERT keeps {a, b} and { x }"],
  ["a } b { c", "a } b { c"],
  ["<b>no HTML</b> &amp; none", "<b>no HTML</b> &amp; none"],
  ["two\n  lines", "two lines"],
  ["\\", "\\"],
];

for (const [tex, text] of cases) {
  test(`"${tex}" reads "${text}"`, () => assert.equal(texToText(tex), text));
}

test("any text is read, to one line without a break", () => {
  fc.assert(
    fc.property(texSoup, (tex) => assert.doesNotMatch(texToText(tex), /[\n\t]|^\s|\s$/)),
    { numRuns: 2_000 },
  );
});

test("letters and digits of plain words are never lost", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (words) => {
      const plain = words.replace(/[\\${}`~'-]/g, " ");
      assert.equal(texToText(plain), plain.replace(/\s+/g, " ").trim());
    }),
  );
});

test("twice the text takes no more than some twice the steps", () => {
  // Quadratic reading of these takes minutes.
  for (const unit of [
    "\\(",
    "{",
    "$a",
    "`a",
    "\\begin{align}",
    "\\textbf{",
    "^{",
    "\\cite[",
    "\\[\\(",
    "\\frac{",
  ]) {
    assert.equal(typeof texToText(unit.repeat(60_000 / unit.length)), "string");
  }
});
