import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { cutTex, typeset } from "./typeset.ts";

describe("cutting a text with TeX", () => {
  test("a short text is left whole", () => {
    assert.equal(cutTex("Gears turn.", 20), "Gears turn.");
  });

  test("the cut falls between two words, outside of math and groups", () => {
    assert.equal(cutTex("We show $a + b + c + d$ is large", 16), "We show…");
    assert.equal(cutTex("We \\emph{really do mean} it so", 18), "We…");
    assert.equal(cutTex("One, two, three", 10), "One, two…");
  });

  test("math and groups that were opened are closed, wherever the cut falls", () => {
    const words = fc.constantFrom("word", "$x^2 + y$", "{a b}", "\\$5", "\\{", "\\emph{c d}");
    fc.assert(
      fc.property(fc.array(words), fc.integer({ min: 1, max: 80 }), (parts, limit) => {
        const cut = cutTex(parts.join(" "), limit).replace(/\\./g, "");
        assert.equal((cut.match(/\$/g) ?? []).length % 2, 0);
        assert.equal((cut.match(/\{/g) ?? []).length, (cut.match(/\}/g) ?? []).length);
      }),
    );
  });
});

test("a text is typeset once and then remembered", () => {
  assert.equal(typeset("A $n$-fold way"), typeset("A $n$-fold way"));
});
