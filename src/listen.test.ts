import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { listen } from "./listen.ts";

const anywhere = { host: "127.0.0.1", port: 0 };

const soon = { timeout: 2_500 };

test("stopping does not wait for a connection that was opened and never used", soon, async () => {
  const server = await listen(() => new Response("ok"), anywhere);
  const unused = connect(Number(new URL(server.url).port), "127.0.0.1");
  await once(unused, "connect");
  await (await fetch(server.url)).text();
  await Promise.all([server.close(), once(unused, "close")]);
});

test("an answer under way is given to its end when the program stops", async () => {
  const asked = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const server = await listen(async () => {
    asked.resolve();
    await gate.promise;
    return new Response("whole");
  }, anywhere);
  const answer = fetch(server.url);
  await asked.promise;
  const closed = server.close();
  gate.resolve();
  assert.equal(await (await answer).text(), "whole");
  await closed;
});
