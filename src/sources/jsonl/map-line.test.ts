import assert from "node:assert/strict";
import { test } from "node:test";
import { readRecords } from "../read-text.suite.ts";

const read = async (line: object | string) =>
  (
    await readRecords(typeof line === "string" ? line : JSON.stringify(line), { format: "jsonl" })
  )[0];

test("affiliations stand beside their authors when there is one part for each", async () => {
  const authors = ["Ada Lovelace", "Blaise Pascal"];
  const record = await read({ title: "T", authors, aff: "Here+There; " });
  assert.deepEqual(record?.authors, [
    { name: "Ada Lovelace", affiliations: ["Here", "There"] },
    { name: "Blaise Pascal" },
  ]);
  const uneven = await read({ title: "T", authors, aff: "Here;There;Here" });
  assert.deepEqual(uneven?.organizations, ["Here", "There"]);
  assert.deepEqual(uneven?.authors, [{ name: "Ada Lovelace" }, { name: "Blaise Pascal" }]);
});

test("a list that names all authors twice names them once", async () => {
  const names = ["Ada Lovelace", "Blaise Pascal"];
  const record = await read({ title: "T", authors: [...names, ...names], aff: "Here;There" });
  assert.deepEqual(record?.authors, [
    { name: "Ada Lovelace", affiliations: ["Here"] },
    { name: "Blaise Pascal", affiliations: ["There"] },
  ]);
});

test("an id written as a number keeps the zero at its end", async () => {
  assert.equal((await read('{"id": 2503.02130, "title": "T"}'))?.arxivId, "2503.02130");
});

test("unknown counts and words that are no addresses are left out", async () => {
  const record = await read({ title: "T", citations: -1, github: "[![badge](x) 3 links](y)" });
  assert.equal(record?.tallies, undefined);
  assert.equal(record?.links, undefined);
});

test("several addresses in one field are several links", async () => {
  const record = await read({ title: "T", project: "https://one.example/; www.two.example" });
  assert.deepEqual(
    record?.links?.map(({ url }) => url),
    ["https://one.example/", "https://www.two.example"],
  );
});

test("files that know different things of one paper give records that do not replace each other", async () => {
  const ids = await Promise.all(
    [{}, { listedOn: "2025-03-18" }, { upvotesMax: 3 }].map(
      async (fields) => (await read({ id: "2503.11731", title: "T", ...fields }))?.sourceId,
    ),
  );
  assert.equal(new Set(ids).size, 3);
});

test("a list of objects and items of the Daily Papers API are read as lines are", async () => {
  const titles = async (text: string) => (await readRecords(text)).map(({ title }) => title);
  const one = { id: "1", title: "One", abstract: "A." };
  const item = { paper: { id: "2503.11731", title: "Two" }, numComments: 1 };
  assert.deepEqual(await titles(JSON.stringify([one, { ...one, title: "Two" }], null, 2)), [
    "One",
    "Two",
  ]);
  assert.deepEqual(await titles(`${JSON.stringify(one)}\n${JSON.stringify(item)}`), ["One", "Two"]);
});

test("authors in one line are parted by semicolons, else by commas and by and", async () => {
  const namesOf = async (authors: string) =>
    (await read({ title: "T", authors }))?.authors?.map(({ name }) => name);
  assert.deepEqual(await namesOf("Lovelace, Ada; Pascal, Blaise"), [
    "Lovelace, Ada",
    "Pascal, Blaise",
  ]);
  const three = ["Ada Lovelace", "Blaise Pascal", "B. Chen"];
  assert.deepEqual(await namesOf("Ada Lovelace, Blaise Pascal and B. Chen"), three);
});

test("the history of upvotes becomes readings, oldest first, and nonsense in it is left out", async () => {
  const upvoteHistory = [
    ["2026-02-02T00:10:00Z", "weekly", 31],
    ["2026-01-28T00:04:00Z", "daily", 12],
    ["yesterday", "daily", 5],
    ["2026-01-29T00:00:00Z", "daily", -1],
    "2026-01-29",
  ];
  const record = await read({ title: "T", upvotesMax: 31, upvoteHistory });
  assert.deepEqual(record?.tallyHistory, [
    { seenAt: "2026-01-28T00:04:00Z", upvotes: 12 },
    { seenAt: "2026-02-02T00:10:00Z", upvotes: 31 },
  ]);
  assert.equal((await read({ title: "T", upvoteHistory: [] }))?.tallyHistory, undefined);
});
