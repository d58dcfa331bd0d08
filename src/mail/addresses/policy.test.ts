import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { applyEvent, type Fare, freshFare } from "./policy.ts";

const DAY_MS = 86_400_000;
const start = Date.parse("2026-11-01T08:00:00Z");
const at = (days: number) => new Date(start + days * DAY_MS).toISOString();

/** What becomes of an address by events of one kind on these days. */
function after(
  kind: "hard" | "soft" | "blocked" | "complaint" | "delivered",
  days: number[],
): Fare {
  return days.reduce((fare, day) => applyEvent(fare, { kind, at: at(day) }), freshFare);
}

describe("what an event makes of an address", () => {
  test("a complaint suppresses at once, for good", () => {
    const fare = after("complaint", [0]);
    assert.deepEqual([fare.state, fare.reason], ["suppressed", "complaint"]);
    assert.equal(applyEvent(fare, { kind: "delivered", at: at(400) }).state, "suppressed");
  });

  test("one missing mailbox is not believed, nor many within a day", () => {
    assert.equal(after("hard", [0, 0.1, 0.2, 0.99]).state, "fine");
  });

  test("a mailbox that is missing again a day later is given up", () => {
    const fare = after("hard", [0, 1]);
    assert.deepEqual([fare.state, fare.reason], ["suppressed", "bounces"]);
  });

  test("a block that is about us changes nothing, however often", () => {
    assert.deepEqual(after("blocked", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), freshFare);
  });

  test("soft bounces count a half, once a day, and ten days of them are enough", () => {
    assert.equal(after("soft", [0, 0.1, 0.2, 0.3]).score, 0.5);
    const nine = after("soft", [0, 1, 2, 3, 4, 5, 6, 7, 8]);
    assert.deepEqual([nine.state, nine.score], ["fine", 4.5]);
    assert.equal(applyEvent(nine, { kind: "soft", at: at(9) }).state, "suppressed");
  });

  test("thirty quiet days forget soft and hard bounces alike", () => {
    const soft = after("soft", [0, 1, 2, 3, 4, 5, 6, 7, 8, 38]);
    assert.equal(soft.score, 0.5);
    const hard = after("hard", [0, 30]);
    assert.deepEqual([hard.state, hard.hardBounces], ["fine", 1]);
  });

  test("a message that arrived forgets what was before", () => {
    const fare = applyEvent(after("hard", [0]), { kind: "delivered", at: at(1) });
    assert.deepEqual(fare, freshFare);
  });

  test("a complaint outlives the other reasons", () => {
    const bounced = after("hard", [0, 1]);
    assert.equal(applyEvent(bounced, { kind: "complaint", at: at(2) }).reason, "complaint");
  });
});
