import assert from "node:assert/strict";
import { test } from "node:test";
import { truncateNetwork } from "./network.ts";

test("an address is kept as its /24 or /48, and what is none as nothing", () => {
  const cases = {
    "203.0.113.77": "203.0.113.0/24",
    "::ffff:203.0.113.77": "203.0.113.0/24",
    "2001:db8:1:2::7": "2001:db8:1::/48",
    "2001:0db8:0001:0002:0003:0004:0005:0006": "2001:db8:1::/48",
    "::1": "0:0:0::/48",
    "fe80::1%eth0": "fe80:0:0::/48",
    unix: "",
    "": "",
  };
  for (const [address, network] of Object.entries(cases)) {
    assert.equal(truncateNetwork(address), network, address);
  }
});
