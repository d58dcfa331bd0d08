import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { isStopWord } from "../../src/search/text/stop-words.ts";
import { type BenchEngine, PAGE } from "./engine.ts";

const FILE = "papers.sqlite";

/** The words of a text as an FTS5 query: quoted, any of them. */
function anyWord(text: string): string {
  const words = (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((one) => one !== "");
  const telling = words.filter((word) => !isStopWord(word));
  return (telling.length > 0 ? telling : words).map((word) => `"${word}"`).join(" OR ");
}

export const sqliteFts5: BenchEngine = {
  title: "SQLite FTS5",
  settings:
    "`porter unicode61`, contentless, `bm25` of title (weight 2) and abstract, OR, stop words dropped from queries, optimised after loading; holds no vectors",
  version: () => {
    const database = new DatabaseSync(":memory:");
    const row = database.prepare("select sqlite_version() as version").get();
    database.close();
    return String(row?.version);
  },
  build(folder) {
    const database = new DatabaseSync(join(folder, FILE));
    database.exec(`
      pragma journal_mode = wal;
      create table paper (rowid integer primary key, id text not null);
      create virtual table text using fts5(
        title, abstract, content = '', tokenize = 'porter unicode61'
      );
    `);
    const addPaper = database.prepare("insert into paper (id) values (?)");
    const addText = database.prepare("insert into text (rowid, title, abstract) values (?, ?, ?)");
    return {
      add: (papers) => {
        database.exec("begin");
        for (const { document } of papers) {
          const { lastInsertRowid } = addPaper.run(document.id);
          addText.run(lastInsertRowid, document.title, document.abstract);
        }
        database.exec("commit");
      },
      finish: () => {
        database.exec("insert into text (text) values ('optimize')");
        database.close();
      },
    };
  },
  open(folder) {
    const database = new DatabaseSync(join(folder, FILE));
    const find = database.prepare(`
      select paper.id from (
        select rowid from text where text match ? order by bm25(text, 2.0, 1.0) limit ${PAGE}
      ) as found join paper on paper.rowid = found.rowid
    `);
    return {
      words: ({ text }) => {
        const query = anyWord(text);
        return query === "" ? [] : find.all(query).map(({ id }) => String(id));
      },
      close: () => database.close(),
    };
  },
};
