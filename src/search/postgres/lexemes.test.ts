import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  execute,
  openTemporaryPostgresDatabase,
  whyNoPostgresSearch,
} from "../../../test/support/database.ts";
import { foldText } from "../text/fold.ts";
import { visitTokens } from "../text/tokens.ts";
import { lexemeOf, nameLexeme, termOf, textLexeme } from "./lexemes.ts";

const text = fc.string({ unit: "binary", maxLength: 60 });

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  const add = (token: string) => tokens.push(token);
  visitTokens(foldText(text), add, add);
  return tokens;
}

describe("terms as lexemes of PostgreSQL", () => {
  it("gives no two terms the same lexeme, and only plain letters and digits", () => {
    const terms = fc.uniqueArray(fc.oneof(text, fc.constantFrom("a:doe", "a0doe", "x061", "a")));
    fc.assert(
      fc.property(terms, (terms) => {
        const lexemes = terms.map(lexemeOf);
        assert.ok(lexemes.every((lexeme) => /^[a-z0-9]+$/.test(lexeme)));
        // Half of a surrogate pair has no UTF-8; no token holds one.
        const sound = terms.filter((term) => term.isWellFormed());
        assert.equal(new Set(sound.map(lexemeOf)).size, sound.length);
        assert.deepEqual(sound.map(lexemeOf).map(termOf), sound);
      }),
    );
  });

  const skip = whyNoPostgresSearch();
  it("stays one word to the parser, whatever is indexed", async (context) => {
    const reason = await skip;
    if (reason) return context.skip(reason);
    const temporary = await openTemporaryPostgresDatabase();
    const words = fc
      .sample(text, 300)
      .flatMap(tokensOf)
      .concat(["c++", "3.5", "1e10", "0x5f", "don", "深", "a".repeat(64), "12", "v2"]);
    const lexemes = new Set(words.flatMap((word) => [textLexeme(word), nameLexeme("org", word)]));
    const rows = await execute<{ lexeme: string }>(
      temporary.settings.databaseUrl,
      `select unnest(tsvector_to_array(to_tsvector('simple', '${[...lexemes].join(" ")}')))
        as lexeme`,
    );
    await temporary.dispose();
    assert.deepEqual(new Set(rows.map(({ lexeme }) => lexeme)), lexemes);
  });
});
