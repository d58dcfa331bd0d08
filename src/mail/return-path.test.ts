import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { temporaryFolder } from "../../test/support/program.ts";
import { createMailKeys } from "./keys.ts";
import { createReturnPaths } from "./return-path.ts";

const to = "ada@readers.example";
const name = { digestId: "AbC-_123xyzDEF90", period: "2026-11-20" };

async function open(
  t: Parameters<typeof temporaryFolder>[0],
  bounceAddress = "bounces@example.org",
) {
  const keys = createMailKeys(await temporaryFolder(t));
  return createReturnPaths(keys, { bounceAddress, sender: "papers@example.org" });
}

test("every delivery is named in an address that mail servers may write large or small", async (t) => {
  const paths = await open(t);
  const ids = fc.oneof(
    fc.base64String({ minLength: 16, maxLength: 16 }),
    fc.string({ maxLength: 8 }),
  );
  const days = fc
    .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString());
  const periods = fc.oneof(
    days.map((day) => `${day.slice(0, 16)}Z`),
    days.map((day) => day.slice(0, 10)),
    fc.integer({ min: 1, max: 53 }).map((week) => `2026-W${String(week).padStart(2, "0")}`),
  );
  fc.assert(
    fc.property(ids, periods, (id, period) => {
      const digestId = id.replaceAll("+", "-").replaceAll("/", "_");
      const { from, envelopeId } = paths.make({ digestId, period }, to);
      assert.ok(from.lastIndexOf("@") <= 64, from);
      assert.match(envelopeId, /^[\x21-\x7e]{1,100}$/);
      for (const text of [from, from.toUpperCase(), envelopeId]) {
        const read = paths.read(text);
        assert.deepEqual(read?.delivery, { digestId, period }, text);
        assert.ok(paths.isOf(read, to));
      }
    }),
  );
});

test("a name holds for its recipient alone, and only as it was made", async (t) => {
  const paths = await open(t);
  const { from } = paths.make(name, to);
  const read = paths.read(from);
  assert.ok(read);
  assert.ok(paths.isOf(read, "ADA@readers.example"));
  assert.ok(!paths.isOf(read, "blaise@readers.example"));
  const otherDay = paths.read(from.replace("2026-11-20", "2026-11-21"));
  assert.ok(otherDay);
  assert.ok(!paths.isOf(otherDay, to));
});

test("another site's name is not ours", async (t) => {
  const [one, other] = [await open(t), await open(t)];
  const read = other.read(one.make(name, to).from);
  assert.ok(read);
  assert.ok(!other.isOf(read, to));
});

test("what was not made here is no name", async (t) => {
  const paths = await open(t);
  for (const text of [
    "",
    "bounces@example.org",
    "bounces+hello@example.org",
    "bounces+i.x.y@e.org",
  ]) {
    assert.equal(paths.read(text), undefined, text);
  }
});

test("without an address for bounces they go to the sender, and the envelope id names them", async (t) => {
  const paths = await open(t, "");
  const { from, envelopeId } = paths.make(name, to);
  assert.equal(from, "papers@example.org");
  assert.deepEqual(paths.read(envelopeId)?.delivery, name);
});
