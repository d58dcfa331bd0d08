import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { limits } from "./limit-table.ts";
import { createLimits, limitHeaders, TooManyRequests } from "./limits.ts";

describe("the written limits", () => {
  test("the points of a window are given out, then nothing more until it ends", async () => {
    const counting = createLimits();
    const who = { network: "203.0.113.0/24" };
    for (let count = 1; count <= limits.setup.points; count += 1) {
      const state = await counting.take("setup", who);
      assert.equal(state.isExceeded, false);
      assert.equal(state.remaining, limits.setup.points - count);
    }
    const state = await counting.take("setup", who);
    assert.equal(state.isExceeded, true);
    assert.equal(state.remaining, 0);
    assert.ok(state.resetSeconds > 0 && state.resetSeconds <= limits.setup.windowSeconds);
    assert.equal(new TooManyRequests(state).retryAfterSeconds, state.resetSeconds);
  });

  test("a limit of accounts counts each account, wherever it is; strangers share a network", async () => {
    const counting = createLimits();
    const network = "203.0.113.0/24";
    await counting.take("vote", { account: "a", network });
    const other = await counting.take("vote", { account: "b", network });
    assert.equal(other.remaining, limits.vote.points - 1);
    const elsewhere = await counting.take("vote", { account: "a", network: "198.51.100.0/24" });
    assert.equal(elsewhere.remaining, limits.vote.points - 2);
    await counting.take("vote", { network });
    assert.equal((await counting.take("vote", { network })).remaining, limits.vote.points - 2);
  });

  test("a limit of networks counts the network whoever is signed in", async () => {
    const counting = createLimits();
    const network = "203.0.113.0/24";
    await counting.take("code", { account: "a", network });
    const state = await counting.take("code", { account: "b", network });
    assert.equal(state.remaining, limits.code.points - 2);
  });

  test("the headers name the limit, its window and what is left", async () => {
    const state = await createLimits().take("vote", { network: "" });
    assert.deepEqual(limitHeaders(state), {
      "ratelimit-policy": '"vote";q=60;w=60',
      ratelimit: '"vote";r=59;t=60',
    });
  });
});
