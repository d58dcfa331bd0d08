import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, test } from "node:test";
import { Worker } from "node:worker_threads";
import type { DatabaseSettings } from "./database.ts";
import { openDatabase } from "./open-database.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-database-"));
after(() => rmSync(folder, { recursive: true, force: true }));

let folders = 0;
const newSettings = (): DatabaseSettings => ({
  databaseUrl: "",
  dataDir: join(folder, String(folders++)),
});

const moduleUrl = new URL("./open-database.ts", import.meta.url).href;

/** Another process with the database open, once it has said so. */
async function spawnHolder(settings: DatabaseSettings): Promise<ChildProcess> {
  const script = `import { openDatabase } from ${JSON.stringify(moduleUrl)};
    await openDatabase(${JSON.stringify(settings)});
    process.stdout.write("open");
    setInterval(() => {}, 1_000);`;
  const holder = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(holder.stdout!, "data");
  return holder;
}

test("a second process is refused, told who is there, and let in when that one is killed", async () => {
  const settings = newSettings();
  const holder = await spawnHolder(settings);
  try {
    await assert.rejects(openDatabase(settings), {
      code: "conflict",
      message: new RegExp(
        `in use by another Broadsheet \\(process ${holder.pid}\\); stop that one`,
      ),
    });
  } finally {
    holder.kill("SIGKILL");
  }
  await once(holder, "exit");
  await (await openDatabase(settings)).close();
});

test("a database that was closed can be opened again, and has kept what was written", async () => {
  const settings = newSettings();
  const first = await openDatabase(settings);
  await first.kysely.insertInto("change").values({ paper_id: "p", kind: "put" }).execute();
  await first.close();
  const second = await openDatabase(settings);
  const rows = await second.kysely.selectFrom("change").selectAll().execute();
  await second.close();
  assert.deepEqual(rows, [{ seq: 1, paper_id: "p", kind: "put" }]);
});

/** Of writes by another thread, which takes 5 s for them; it stops when the main thread is done. */
const MOST_BATCHES = 1_000;

test("writers in several threads wait for each other without blocking, and none is starved", async () => {
  const settings = newSettings();
  const database = await openDatabase(settings);
  const script = `import { openDatabase } from ${JSON.stringify(moduleUrl)};
    import { parentPort } from "node:worker_threads";
    const database = await openDatabase(${JSON.stringify(settings)}, { isWorker: true });
    let isOver = false;
    parentPort.once("message", () => { isOver = true; });
    for (let batch = 0; batch < ${MOST_BATCHES} && !isOver; batch++) {
      await database.kysely.transaction().execute(async (tx) => {
        await tx.insertInto("change").values({ paper_id: "worker", kind: "put" }).execute();
        await new Promise((resolve) => setTimeout(resolve, 5));
      });
      parentPort.postMessage(batch);
    }
    await database.close();`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`));
  let batches = 0;
  worker.on("message", () => batches++);
  await once(worker, "message");
  for (let write = 0; write < 5; write++) {
    await database.kysely.insertInto("change").values({ paper_id: "main", kind: "put" }).execute();
  }
  worker.postMessage("over");
  await once(worker, "exit");
  const rows = await database.kysely.selectFrom("change").select("paper_id").execute();
  await database.close();
  assert.equal(rows.length, batches + 5);
  assert.equal(rows.filter((row) => row.paper_id === "main").length, 5);
  assert.ok(batches < MOST_BATCHES, "the main thread waited until the other was done");
});

test("a write that throws inside a transaction lets the next writer in", async () => {
  const database = await openDatabase(newSettings());
  const double = { paper_id: "p", key: "k" };
  const failing = database.kysely.transaction().execute(async (tx) => {
    await tx.insertInto("paper_key").values([double, double]).execute();
  });
  await assert.rejects(failing);
  await database.kysely.insertInto("paper_key").values(double).execute();
  await database.close();
});

test("a damaged file is named, with what to do", async () => {
  const settings = newSettings();
  await (await openDatabase(settings)).close();
  writeFileSync(join(settings.dataDir, "broadsheet.sqlite"), "no database".repeat(1_000));
  await assert.rejects(openDatabase(settings), {
    code: "unavailable",
    message: /broadsheet\.sqlite is damaged; restore it from a backup/,
  });
});

test("a data folder that can not be made is named, with what to do", async () => {
  const file = join(folder, "a-file");
  writeFileSync(file, "");
  // /proc calls a new folder missing, for ever.
  for (const dataDir of [file, join(file, "data"), "/proc/none/data"]) {
    await assert.rejects(openDatabase({ databaseUrl: "", dataDir }), {
      code: "unavailable",
      message: /can not be made .*; choose another with --data/,
    });
  }
});

test("a database made by a newer program is left alone", async () => {
  const settings = newSettings();
  await (await openDatabase(settings)).close();
  const file = new DatabaseSync(join(settings.dataDir, "broadsheet.sqlite"));
  file.exec("insert into kysely_migration (name, timestamp) values ('9999-future', 'x')");
  file.close();
  await assert.rejects(openDatabase(settings), { code: "conflict", message: /newer Broadsheet/ });
  const again = openDatabase(settings);
  await assert.rejects(again, { message: /newer Broadsheet/ }, "the folder is let go");
});

test("a PostgreSQL that does not answer is named, without its password", async () => {
  const databaseUrl = "postgres://ada:pa55word@127.0.0.1:1/papers";
  await assert.rejects(openDatabase({ databaseUrl, dataDir: folder }), (error: Error) => {
    assert.match(error.message, /PostgreSQL can not be used .*; check DATABASE_URL/);
    assert.ok(!error.message.includes("pa55word"));
    return true;
  });
});
