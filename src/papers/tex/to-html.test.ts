import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { texSoup } from "../../../test/support/tex-soup.ts";
import { safeMathml } from "./safe-mathml.ts";
import { texToHtml } from "./to-html.ts";

const T = String.raw;

/** Marks every `word`, as a search page would. */
const marking = (word: RegExp) => ({
  mark: (text: string) =>
    [...text.matchAll(word)].map((match): [number, number] => [
      match.index,
      match.index + match[0].length,
    ]),
});

test("styles become elements and everything else is escaped", () => {
  assert.equal(
    texToHtml(T`\textbf{S}hifted \emph{a} <b> & "c"`),
    "<strong>S</strong>hifted <em>a</em> &lt;b&gt; &amp; &quot;c&quot;",
  );
  assert.equal(texToHtml(T`{\tt x} 10^{-3}`), "<code>x</code> 10<sup>-3</sup>");
});

test("a formula becomes MathML without a style or class", () => {
  const html = texToHtml(T`$\alpha_{i}^2$`);
  assert.equal(html, "<math><msubsup><mi>α</mi><mi>i</mi><mn>2</mn></msubsup></math>");
  assert.doesNotMatch(texToHtml(T`$\color{red}\boxed{x}\widehat{y}$`), /\s(?:style|class)=/);
  assert.match(texToHtml("$$x$$"), /<math display="block">/);
});

test("a formula that can not or may not be set is shown as it is written", () => {
  assert.equal(texToHtml(T`$\frac{$`), T`$\frac{$`);
  assert.equal(texToHtml(T`$y\href{javascript:alert(1)}{x}$`), T`$y\href{javascript:alert(1)}{x}$`);
  assert.equal(texToHtml(T`$\def\a{\a\a}\a$`), T`$\def\a{\a\a}\a$`);
  const deep = `$${"x_{".repeat(200)}${"}".repeat(200)}$`;
  assert.equal(texToHtml(deep), deep);
});

test("matched words are marked across elements, and formulas are left whole", () => {
  assert.equal(
    texToHtml(T`The \emph{quick brown} fox`, marking(/quick|own f/g)),
    "The <em><mark>quick</mark> br<mark>own</mark></em><mark> f</mark>ox",
  );
  assert.equal(texToHtml("$x$ and x", marking(/x/g)), "<math><mi>x</mi></math> and <mark>x</mark>");
  assert.equal(texToHtml("a<b", marking(/</g)), "a<mark>&lt;</mark>b");
});

test("addresses become links only when asked for, and only web addresses do", () => {
  const link = '<a href="https://a.b/c" rel="nofollow ugc noopener">';
  assert.equal(texToHtml("see https://a.b/c."), "see https://a.b/c.");
  assert.equal(
    texToHtml("see https://a.b/c.", { hasLinks: true }),
    `see ${link}https://a.b/c</a>.`,
  );
  assert.equal(texToHtml(T`\href{https://a.b/c}{here}`, { hasLinks: true }), `${link}here</a>`);
  assert.equal(texToHtml(T`\href{javascript:alert(1)}{x}`, { hasLinks: true }), "x");
});

const ALLOWED =
  /<\/?(?:strong|em|code|sup|sub|mark|math|mi|mo|mn|ms|mtext|mspace|mrow|mfrac|msqrt|mroot|mstyle|merror|mpadded|mphantom|msub|msup|msubsup|munder|mover|munderover|mmultiscripts|mprescripts|none|mtable|mtr|mtd|menclose)(?: [a-z]+="[^"<>]*")*>|<a href="https?:[^"<>]*" rel="nofollow ugc noopener">|<\/a>/g;

test("whatever the text, no other element and no attribute that acts comes out", () => {
  fc.assert(
    fc.property(texSoup, fc.boolean(), (tex, hasLinks) => {
      const html = texToHtml(tex, { hasLinks, ...marking(/[a-z]+|</g) });
      assert.doesNotMatch(html.replace(ALLOWED, ""), /[<>]/);
      assert.doesNotMatch(html, /<[^>]*\s(?:on\w+|style|class|id|src|xlink)/i);
    }),
    { numRuns: 2_000 },
  );
});

test("without its elements the HTML says what the text says", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (words) => {
      const plain = words.replace(/[\\${}`~'-]/g, " ");
      const shown = texToHtml(plain, marking(/\w+/g)).replace(/<\/?mark>/g, "");
      const unescaped = shown
        .replace(/&lt;/g, "<")
        .replace(/&gt;/g, ">")
        .replace(/&quot;/g, '"')
        .replace(/&#39;/g, "'")
        .replace(/&amp;/g, "&");
      assert.equal(unescaped, plain);
    }),
  );
});

test("mark-up that is no MathML is refused, attributes that style or act are dropped", () => {
  assert.equal(
    safeMathml('<math><mi style="x" class="y" onclick="z">a</mi></math>'),
    "<math><mi>a</mi></math>",
  );
  for (const markup of [
    "<math><script>",
    "<a href='#x'></a>",
    "<math><mi>a</mi",
    "<MI>",
    "<math a=b>",
  ]) {
    assert.equal(safeMathml(markup), undefined, markup);
  }
});

test("a macro of the authors' own stands in a formula by its name", () => {
  const html = texToHtml("Let $\\scoreGamma + 1$ hold, \\eg today.");
  assert.match(html, /<math>.*scoreGamma.*<\/math> hold, e\.g\. today\./);
  assert.doesNotMatch(html, /\\score/);
});
