import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { createGuardedClient } from "#platform";
import { aWish } from "../../../test/support/channels.ts";
import { channelKinds } from "../channels.ts";
import { checkAddress, placeOf } from "./check-address.ts";
import { checkWish } from "./check-wish.ts";
import { createSeal } from "./seal.ts";

const client = createGuardedClient({ contact: "" });
const rules = { client, inside: [] };
const invalid = { code: "invalid" };

const good = {
  slack: { url: "https://hooks.slack.com/services/T0/B0/abcdefgh" },
  discord: { url: "https://discord.com/api/webhooks/123456/abc-DEF_1" },
  telegram: { token: "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11", room: "@gears" },
  feishu: { url: "https://open.feishu.cn/open-apis/bot/v2/hook/abcd-1234", token: "signing" },
  mattermost: { url: "https://chat.example.org/hooks/abcdefgh1234" },
  matrix: { url: "https://matrix.example.org", token: "syt_x", room: "!room:example.org" },
  webhook: { url: "https://example.org/take?key=1" },
} as const;

test("a good address of each kind is taken, and shown without what is secret in it", () => {
  const places = channelKinds.map((kind) => {
    const address = checkAddress(kind, good[kind], rules);
    assert.deepEqual(address, good[kind]);
    return placeOf(kind, address);
  });
  assert.deepEqual(places, [
    "hooks.slack.com/…efgh",
    "discord.com/…EF_1",
    "@gears",
    "open.feishu.cn/…1234",
    "chat.example.org/…1234",
    "!room:example.org on matrix.example.org",
    "example.org/…take",
  ]);
});

test("an address that is not one of its service, not https, or inside, is refused", () => {
  const bad = [
    ["slack", { url: "https://example.org/services/T0/B0/x" }],
    ["slack", { url: "http://hooks.slack.com/services/T0/B0/x" }],
    ["slack", { url: "https://hooks.slack.com/elsewhere" }],
    ["slack", { url: "https://hooks.slack.com.evil.example/services/T0/B0/x" }],
    ["slack", {}],
    ["discord", { url: "https://discord.com/api/users/@me" }],
    ["telegram", { token: "no token", room: "@gears" }],
    ["telegram", { token: good.telegram.token, room: "gears\r\nX: y" }],
    ["telegram", { ...good.telegram, url: "https://evil.example" }],
    ["feishu", { url: "https://open.feishu.cn/open-apis/im/v1/messages" }],
    ["mattermost", { url: "https://chat.example.org/api/v4/posts" }],
    ["mattermost", { url: "https://10.0.0.5/hooks/abcdefgh" }],
    ["matrix", { ...good.matrix, room: "#alias:example.org" }],
    ["matrix", { ...good.matrix, token: "" }],
    ["matrix", { ...good.matrix, token: "a\r\nX-Evil: 1" }],
    ["webhook", { url: "https://user:password@example.org/" }],
    ["webhook", { url: "https://127.0.0.1/" }],
    ["webhook", { url: "https://[::1]/" }],
    ["webhook", { url: "https://example.org:22/" }],
    ["webhook", { url: "file:///etc/passwd" }],
    ["webhook", { url: `https://example.org/${"x".repeat(1_000)}` }],
  ] as const;
  for (const [kind, address] of bad) {
    assert.throws(() => checkAddress(kind, address, rules), invalid, JSON.stringify(address));
  }
});

test("a machine of the operator's own network is taken where the operator names it", () => {
  const inside = ["10.0.0.5:8065"];
  const own = { client: createGuardedClient({ contact: "", inside }), inside };
  const url = "http://10.0.0.5:8065/hooks/abcdefgh";
  assert.deepEqual(checkAddress("mattermost", { url }, own), { url });
  for (const other of ["http://10.0.0.5/hooks/abcdefgh", "http://10.0.0.6:8065/hooks/abcdefgh"]) {
    assert.throws(() => checkAddress("mattermost", { url: other }, own), invalid);
  }
});

test("wishes that can not be are refused with what to change", () => {
  const wish = aWish("slack", good.slack);
  const { schedule } = wish;
  const bad = [
    { title: "  \u202E " },
    { title: "x".repeat(101) },
    { papers: 0 },
    { papers: 21 },
    { papers: 1.5 },
    { daysAgo: -1 },
    { daysAgo: 32 },
    { schedule: { ...schedule, hour: 24 } },
    { schedule: { ...schedule, weekday: 0 } },
    { schedule: { ...schedule, timeZone: "Mars/Olympus" } },
    { schedule: { ...schedule, cadence: "hourly" as "daily" } },
    { schedule: { ...schedule, cadence: "at-once" as const }, daysAgo: 7 },
    { filter: { minUpvotes: -1 } },
    { filter: { categories: [""] } },
    { filter: { withoutWords: Array.from({ length: 21 }, () => "x") } },
    { kind: "fax" as "slack" },
  ];
  for (const change of bad) {
    assert.throws(() => checkWish({ ...wish, ...change }), invalid, JSON.stringify(change));
  }
  const filter = { categories: [], minUpvotes: 0, withoutWords: ["survey"] };
  assert.deepEqual(checkWish({ ...wish, title: " Gears\n now ", filter }), {
    ...{ kind: "slack", title: "Gears now", schedule, papers: 5, daysAgo: 0 },
    filter: { withoutWords: ["survey"] },
  });
});

test("what is sealed is opened by the same secret alone, and only as it was", () => {
  const seal = createSeal(randomBytes(32));
  const sealed = seal.close("https://hooks.slack.com/services/T0/B0/é");
  assert.equal(seal.open(sealed), "https://hooks.slack.com/services/T0/B0/é");
  assert.notEqual(seal.close("x"), seal.close("x"));
  assert.equal(createSeal(randomBytes(32)).open(sealed), undefined);
  const bytes = Buffer.from(sealed, "base64url");
  bytes[bytes.length - 1]! ^= 1;
  assert.equal(seal.open(bytes.toString("base64url")), undefined);
  assert.equal(seal.open(""), undefined);
});
