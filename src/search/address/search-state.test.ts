import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import type { AppError } from "#platform";
import { parseSearchState, type SearchState, searchPath, toSearchRequest } from "./search-state.ts";

const parse = (query: string): SearchState => parseSearchState(new URLSearchParams(query));

describe("the address of a search", () => {
  test("a state survives its own address", () => {
    const values = fc.array(fc.stringMatching(/^[A-Za-z.\- &+%äß]{1,12}$/), { maxLength: 3 });
    const states = fc.record({
      q: fc.stringMatching(/^[\w" :+&%#äß-]{0,30}$/),
      category: values,
      venue: values,
      org: values,
      author: values,
      has: fc.subarray(["code", "data", "model"]),
      from: fc.constantFrom("", "2026", "2026-02", "2026-11-20"),
      to: fc.constantFrom("", "2026", "2026-02", "2026-11-20"),
      sort: fc.constantFrom("relevance", "new", "votes", "discussed"),
      mode: fc.constantFrom("hybrid", "words", "meaning"),
      page: fc.integer({ min: 1, max: 500 }),
    });
    fc.assert(
      fc.property(states, (state) => {
        const path = searchPath(state as SearchState, { page: state.page });
        const once = parse(path.split("?")[1] ?? "");
        assert.equal(
          searchPath(once, { page: once.page }),
          searchPath(parse(path.split("?")[1] ?? ""), { page: once.page }),
        );
        assert.equal(once.q, state.q.replace(/\s+/g, " ").trim());
        assert.equal(once.page, state.page);
        assert.equal(once.sort, state.sort);
        assert.equal(once.from, state.from);
      }),
    );
  });

  test("what is the default is left out, so that each state has one address", () => {
    assert.equal(
      searchPath(parse("q=gears&sort=relevance&mode=hybrid&page=1&from=")),
      "/search?q=gears",
    );
    assert.equal(searchPath(parse("")), "/search");
  });

  test("years and months become the days they begin and end with", () => {
    const { filters } = toSearchRequest(parse("from=2025&to=2026-02"));
    assert.equal(filters?.from, "2025-01-01");
    assert.equal(filters?.until, "2026-02-28");
  });

  test("nonsense counts as nothing", () => {
    const state = parse("sort=best&mode=x&page=-3&from=soon&to=2026-02-30&has=magic");
    assert.deepEqual(toSearchRequest(state), {
      query: "",
      mode: "hybrid",
      sort: "relevance",
      filters: {},
      limit: 20,
      offset: 0,
    });
  });

  test("more than a search can hold is refused", () => {
    const refused = { name: "AppError", code: "invalid" } satisfies Partial<AppError>;
    assert.throws(() => parse(`q=${"a".repeat(1_001)}`), refused);
    assert.throws(() => parse(`venue=${"a".repeat(201)}`), refused);
    const many = Array.from({ length: 21 }, (_, index) => `category=c${index}`).join("&");
    assert.throws(() => parse(many), refused);
  });
});
