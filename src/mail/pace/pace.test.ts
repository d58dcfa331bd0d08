import assert from "node:assert/strict";
import { test } from "node:test";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { createPace } from "./create-pace.ts";
import { destinationOf } from "./destination.ts";
import { createPaceStore } from "./store.ts";

const start = Date.parse("2026-11-20T09:00:00Z");
const at = (seconds: number) => new Date(start + seconds * 1_000);
const log = { warn: () => {} };

test("domains of one provider are one destination", () => {
  assert.equal(destinationOf("ada@googlemail.com"), destinationOf("blaise@GMAIL.com"));
  assert.equal(destinationOf("ada@hotmail.co.uk"), destinationOf("blaise@outlook.com"));
  assert.equal(destinationOf("ada@example.org"), "example.org");
  assert.notEqual(destinationOf("ada@notgmail.com"), destinationOf("ada@gmail.com"));
});

describeOnEachDatabase("how fast mail goes", (withDatabase) => {
  test("one destination gets no more than its rate, and others are not held up by it", () =>
    withDatabase(async (database) => {
      const store = createPaceStore(database);
      const pace = createPace({ store, log, perSecond: 100, perSecondToOne: 2 });
      let sent = 0;
      for (let tenths = 0; tenths < 100; tenths++) {
        for (let tries = 0; tries < 3; tries++) {
          const { notBefore } = await pace.take("ada@gmail.com", at(tenths / 10));
          if (!notBefore) sent += 1;
          else assert.ok(notBefore > at(tenths / 10));
        }
      }
      assert.ok(sent >= 20 && sent <= 22, `${sent} in ten seconds`);
      assert.deepEqual(await pace.take("ada@example.org", at(10)), {});
    }));

  test("all destinations together get no more than the rate of the site", () =>
    withDatabase(async (database) => {
      const store = createPaceStore(database);
      const pace = createPace({ store, log, perSecond: 5, perSecondToOne: 0 });
      const taken = await Promise.all(
        Array.from({ length: 50 }, (_, index) => pace.take(`a@domain${index}.org`, at(0))),
      );
      assert.equal(taken.filter(({ notBefore }) => !notBefore).length, 5);
    }));

  test("a destination that defers waits twice as long each time, an hour at most, also after a restart", () =>
    withDatabase(async (database) => {
      const store = createPaceStore(database);
      const open = () => createPace({ store, log, perSecond: 0, perSecondToOne: 0 });
      let pace = open();
      let now = at(0);
      const waits: number[] = [];
      for (let round = 0; round < 10; round++) {
        pace.note("ada@gmail.com", { isDeferred: true }, now);
        // Others that were under way get the same answer; it is one.
        pace.note("grace@googlemail.com", { isDeferred: true }, now);
        await pace.idle();
        pace = open();
        const { notBefore } = await pace.take("blaise@gmail.com", now);
        assert.ok(notBefore);
        waits.push((notBefore.getTime() - now.getTime()) / 1_000);
        now = notBefore;
      }
      assert.deepEqual(waits, [30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600]);
      assert.deepEqual(await pace.take("ada@example.org", now), {});
      pace.note("ada@gmail.com", { isDeferred: false }, now);
      await pace.idle();
      assert.deepEqual(await open().take("ada@gmail.com", at(0)), {});
    }));
});
