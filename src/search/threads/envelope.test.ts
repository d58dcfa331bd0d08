import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { seal, unseal } from "./envelope.ts";
import { createMemoryRelease } from "./release-memory.ts";

describe("an envelope", () => {
  it("holds shared memory as it is, and is opened once", () => {
    const bytes = new Uint8Array(new SharedArrayBuffer(4));
    const envelope = seal({ bytes });
    bytes[2] = 7;
    assert.equal(unseal<{ bytes: Uint8Array }>(envelope).bytes[2], 7);
    assert.throws(() => unseal(envelope), /empty/);
  });
});

describe("giving memory back", () => {
  it("collects once enough was let go, in a pause", async () => {
    let collections = 0;
    const letGo = createMemoryRelease(() => collections++);
    letGo(20e6);
    await turn();
    assert.equal(collections, 0);
    letGo(20e6);
    letGo(200e6);
    assert.equal(collections, 0);
    await turn();
    assert.equal(collections, 1);
    letGo(1);
    await turn();
    assert.equal(collections, 1);
  });
});
