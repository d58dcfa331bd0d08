import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { excerptOf } from "./comment-words.ts";

describe("the beginning of a comment", () => {
  test("is its text on one line, without markup, as safe as it was", () => {
    const link = '<a href="/x">here</a>';
    const safe = `<p>I <em>think</em> so &amp; ${link}:</p>\n<ul><li>one</li><li>a &lt; b</li></ul>`;
    assert.equal(excerptOf(safe).toString(), "I think so &amp; here: one a &lt; b");
  });

  test("keeps its formulas whole", () => {
    const formula = "<math><mi>x</mi></math>";
    assert.equal(excerptOf(`<p>So ${formula} holds</p>`).toString(), `So ${formula} holds`);
  });

  test("is cut between words, never within an entity", () => {
    const words = excerptOf(`<p>${"ab &amp; ".repeat(80)}</p>`).toString();
    assert.ok(words.length <= 201, words);
    assert.match(words, /(ab|&amp;)…$/);
  });
});
