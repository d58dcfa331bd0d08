import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf } from "./client-address.ts";

const proxies = ["127.0.0.1", "10.0.0.0/8", "fd00::/8"];

test("without a trusted proxy nobody chooses their own address", () => {
  assert.equal(addressOf("198.51.100.7", "203.0.113.1", proxies), "198.51.100.7");
  assert.equal(addressOf("127.0.0.1", "203.0.113.1", []), "127.0.0.1");
});

test("behind trusted proxies the nearest hop that is none of them is believed", () => {
  assert.equal(addressOf("127.0.0.1", "1.2.3.4, 203.0.113.1", proxies), "203.0.113.1");
  assert.equal(
    addressOf("::ffff:10.1.2.3", "1.2.3.4, 203.0.113.1, 10.9.9.9", proxies),
    "203.0.113.1",
  );
  assert.equal(addressOf("fd00::1", "2001:db8::7", proxies), "2001:db8::7");
});

test("a chain of proxies alone leads to the first of them, and nonsense is kept as it is", () => {
  assert.equal(addressOf("10.0.0.1", "10.0.0.3, 10.0.0.2", proxies), "10.0.0.3");
  assert.equal(addressOf("10.0.0.1", "unknown", proxies), "unknown");
  assert.equal(addressOf(undefined, undefined, proxies), "");
});
