import assert from "node:assert/strict";
import { test } from "node:test";
import { readConfig } from "./config.ts";

test("readers may have channels unless the operator says otherwise", () => {
  assert.deepEqual(readConfig({}).channels, { allowed: "reader", inside: [] });
  assert.equal(readConfig({ CHANNELS: "moderator" }).channels.allowed, "moderator");
  assert.equal(readConfig({ CHANNELS: "nobody" }).channels.allowed, "nobody");
  assert.throws(() => readConfig({ CHANNELS: "everybody" }), /CHANNELS must be reader/);
});

test("machines inside are named as addresses spell them", () => {
  const names = "chat.lab:8065 10.0.0.5 [fd00::1]:8008";
  assert.deepEqual(readConfig({ CHANNEL_INSIDE: names }).channels.inside, names.split(" "));
  for (const wrong of [
    "https://chat.lab",
    "Chat.lab",
    "chat.lab:443",
    "chat.lab/x",
    "a@b",
    "127.1",
  ]) {
    assert.throws(() => readConfig({ CHANNEL_INSIDE: wrong }), /CHANNEL_INSIDE must be/, wrong);
  }
});
