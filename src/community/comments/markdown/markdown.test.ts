import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { xssAddresses, xssPayloads } from "../../../../test/support/xss-corpus.ts";
import { renderMarkdown } from "./render.ts";
import { createRendered } from "./rendered.ts";
import { allowedAttributes, allowedElements } from "./sanitize.ts";

const one = (markup: string) => markup.replace(/\n/g, "");

test("a comment's Markdown becomes paragraphs, lists, code and tables", () => {
  assert.equal(
    one(renderMarkdown("A **b** *c* ~~d~~ `e`\nf\n\n1. g\n2. h\n\n> i")),
    "<p>A <strong>b</strong> <em>c</em> <s>d</s> <code>e</code><br />f</p>" +
      "<ol><li>g</li><li>h</li></ol><blockquote><p>i</p></blockquote>",
  );
  assert.match(renderMarkdown("| a |\n|---|\n| b |"), /<table>.*<td>b<\/td>/s);
  assert.equal(one(renderMarkdown("```js\n1 < 2\n```")), "<pre><code>1 &lt; 2</code></pre>");
});

test("formulas of every spelling become MathML, and prices do not", () => {
  const inline = renderMarkdown("Of $x^2$ and \\(y_1\\).");
  assert.match(inline, /Of <math><msup><mi>x<\/mi><mn>2<\/mn><\/msup><\/math> and <math>/);
  for (const block of ["$$\na\n= b\n- c\n$$", "\\[\na\n= b\n\\]", "$$ a = b $$"]) {
    const markup = renderMarkdown(`Before\n${block}\nafter`);
    assert.match(markup, /<p>Before<\/p>\n<p><math display="block">/, block);
    assert.doesNotMatch(markup, /<(h\d|ul)/);
  }
  assert.equal(one(renderMarkdown("costs $5 and $6")), "<p>costs $5 and $6</p>");
  assert.equal(one(renderMarkdown("`$x$`")), "<p><code>$x$</code></p>");
  assert.match(renderMarkdown("- $$\\frac{1}{2}$$"), /<li>.*<mfrac>/s);
});

test("formulas past the limits, and broken ones, are shown as they are written", () => {
  const many = renderMarkdown("$x$ ".repeat(60));
  assert.equal(many.match(/<math>/g)?.length, 50);
  assert.equal(many.match(/\$x\$/g)?.length, 10);
  assert.match(renderMarkdown(`$${"{".repeat(101)}x${"}".repeat(101)}$`), /\${{{/);
  assert.match(renderMarkdown("$\\frac{$"), /\$\\frac\{\$/);
});

test("headings stand below those of the page, and images are links", () => {
  assert.equal(one(renderMarkdown("# a\n\n### b\n\n###### c")), "<h4>a</h4><h6>b</h6><h6>c</h6>");
  const rel = 'rel="nofollow ugc noopener"';
  assert.equal(
    one(renderMarkdown("![a cat](https://example.org/c.png)")),
    `<p><a href="https://example.org/c.png" ${rel}>a cat</a></p>`,
  );
  assert.equal(
    one(renderMarkdown("[![a cat](https://a.example/c.png)](https://b.example/)")),
    `<p><a href="https://b.example/" ${rel}>a cat</a></p>`,
  );
});

test("links lead to the web or to a mailbox, and say that a reader wrote them", () => {
  const rel = 'rel="nofollow ugc noopener"';
  assert.equal(
    one(renderMarkdown("[a](https://a.example) https://b.example/?c=d&e <mailto:f@g.example>")),
    `<p><a href="https://a.example" ${rel}>a</a> ` +
      `<a href="https://b.example/?c=d&amp;e" ${rel}>https://b.example/?c=d&amp;e</a> ` +
      `<a href="mailto:f@g.example" ${rel}>mailto:f@g.example</a></p>`,
  );
  for (const address of ["/local", "ftp://a.example", "//a.example", ...xssAddresses]) {
    const markup = renderMarkdown(`[a](<${address}>)`);
    for (const [, href] of markup.matchAll(/href="([^"]*)"/g)) {
      assert.match(href!, /^https:\/\/example\.org\//, address);
    }
  }
  assert.equal(one(renderMarkdown("see readme.md")), "<p>see readme.md</p>");
});

/** What stands in the markup, by a reader of tags that is stricter than any browser. */
function inspect(markup: string): void {
  const rest = markup.replace(
    /<(\/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"<>]*")*)( \/)?>/g,
    (_tag, _slash, name: string, attributes: string) => {
      assert.ok(allowedElements.includes(name), `<${name}> in ${markup}`);
      for (const [, attribute, value] of attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)) {
        assert.ok(allowedAttributes[name]?.includes(attribute!), `${attribute} in ${markup}`);
        if (attribute === "href") assert.match(value!, /^(https?:\/\/|mailto:)/i);
      }
      return "";
    },
  );
  assert.doesNotMatch(rest, /[<>]/, markup);
}

test("whatever is written, only allowed elements and attributes come out", (t) => {
  for (const payload of [...xssPayloads, ...xssAddresses]) {
    inspect(renderMarkdown(payload));
    inspect(renderMarkdown(`- > ${payload}\n\n$x$ ${payload} *a*`));
    inspect(renderMarkdown(`[${payload}](https://example.org/${payload})`));
  }
  t.diagnostic(`${xssPayloads.length + xssAddresses.length} payloads, each in three places`);
  assert.ok(xssPayloads.length >= 200, `${xssPayloads.length} payloads`);
});

const pieces = fc.constantFrom(
  ..."[ ] ( ) ! * _ ` ~ > # | - + 1. $ $$ \\( \\) \\[ \\] \\ { } ^ & < / : \" '".split(" "),
  ...["https://a.example", "a@b.example", "\n", "\n\n", "  ", "\t", "a", "&#1;", "]: ", "|-|"],
  ...[
    "\\frac{a}{b}",
    "\\begin{matrix}",
    "\\end{matrix}",
    "&",
    "\\\\",
    "\\left(",
    "\\foo",
    "\u0000",
  ],
);
/** Runs of a few pieces, over and over: what makes parsers go back again and again. */
const hostile = fc
  .array(
    fc.tuple(fc.array(pieces, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 3_000 })),
    { minLength: 1, maxLength: 4 },
  )
  .map((runs) =>
    runs
      .map(([some, times]) => some.join("").repeat(times))
      .join("")
      .slice(0, 10_000),
  );

const named: readonly string[] = [
  "[".repeat(10_000),
  "![](a)".repeat(1_700),
  "*_".repeat(5_000),
  "$$a\n".repeat(2_500),
  "\\[\n".repeat(3_300),
  "$\\begin{matrix}".repeat(600),
  `$\\begin{matrix}${"a&".repeat(1_900)}\\end{matrix}$ `.repeat(3),
  `$${"\\sum_{i=0}^{n}\\alpha_i".repeat(8)}$ `.repeat(50),
  `${"|a".repeat(20)}\n${"|-".repeat(20)}\n${`${"|a".repeat(20)}\n`.repeat(250)}`,
  "https://a.".repeat(1_000),
  "a@".repeat(5_000),
];

test("ten thousand hostile characters are rendered in 50 ms, safely, without a throw", () => {
  for (const text of named) checkCost(text);
  fc.assert(fc.property(hostile, checkCost), { numRuns: 150 });
});

/** Time of the processor, the best of three: others may be at work on the machine. */
function checkCost(text: string): void {
  let best = Number.POSITIVE_INFINITY;
  let markup = "";
  for (let attempt = 0; attempt < 3 && best > 50; attempt++) {
    const before = process.cpuUsage();
    markup = renderMarkdown(text);
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1_000);
  }
  inspect(markup);
  assert.ok(best <= 50, `${best} ms for ${JSON.stringify(text.slice(0, 60))}…`);
}

test("what was rendered is kept by its words, and what was not shown for long goes first", async () => {
  const rendered = createRendered(60);
  const html = await rendered.open();
  const first = html("a".repeat(20));
  html("b".repeat(20));
  assert.ok(rendered.has("a".repeat(20)));
  assert.equal(html("a".repeat(20)), first);
  html("c".repeat(20));
  assert.ok(!rendered.has("b".repeat(20)));
  assert.ok(rendered.has("c".repeat(20)));
});
