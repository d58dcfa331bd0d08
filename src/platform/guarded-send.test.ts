import assert from "node:assert/strict";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo, LookupFunction } from "node:net";
import { createServer as createTcpServer } from "node:net";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { AppError } from "./errors.ts";
import { createGuardedClient, type GuardedClientOptions } from "./guarded-client.ts";
import type { HttpOutcome } from "./http-send.ts";

const invalid = { code: "invalid" };
const json = { "content-type": "application/json" };

/** Tells other addresses each time it is asked, as a hostile name server does. */
function turning(...answers: readonly string[]): LookupFunction & { asked: number } {
  const lookup = ((_host, { all }, answer) => {
    const address = answers[Math.min(lookup.asked, answers.length - 1)] ?? "";
    lookup.asked += 1;
    const family = address.includes(":") ? 6 : 4;
    if (all) answer(null, [{ address, family }]);
    else answer(null, address, family);
  }) as LookupFunction & { asked: number };
  lookup.asked = 0;
  return lookup;
}

describe("what the guarded client sends", () => {
  const received: { method: string; url: string; body: string; headers: object }[] = [];
  let port = 0;
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { method = "", url = "", headers } = request;
    received.push({ method, url, body, headers });
    if (url === "/moved") return void response.writeHead(307, { location: "/there" }).end();
    if (url === "/inward") {
      return void response.writeHead(302, { location: "http://169.254.169.254/" }).end();
    }
    if (url === "/lost") return void response.destroy();
    if (url === "/late") return;
    if (url === "/bomb") {
      const bomb = gzipSync(Buffer.alloc(8 << 20));
      return void response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
    }
    response.writeHead(201, json).end(JSON.stringify({ ok: true }));
  });
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const send = (
    url: string,
    options: Partial<GuardedClientOptions> = {},
    method: "POST" | "PUT" = "POST",
  ): Promise<HttpOutcome> => {
    const client = createGuardedClient({ contact: "", deadlineMs: 30_000, ...options });
    return client.send({ method, url, headers: json, body: '{"text":"é"}' });
  };

  test("arrives whole, with its method, headers and length", async () => {
    for (const method of ["POST", "PUT"] as const) {
      const inside = [`127.0.0.1:${port}`];
      const outcome = await send(`http://127.0.0.1:${port}/x?y=1`, { inside }, method);
      assert.ok(outcome.kind === "answered");
      assert.deepEqual([outcome.status, String(outcome.body)], [201, '{"ok":true}']);
      const { headers, ...request } = received.pop() as (typeof received)[0];
      assert.deepEqual(request, { method, url: "/x?y=1", body: '{"text":"é"}' });
      assert.partialDeepStrictEqual(headers, { ...json, "content-length": "13" });
    }
  });

  test("does what comes before it leaves once the machine listens, and leaves not when that fails", async () => {
    const url = `http://127.0.0.1:${port}/x`;
    const post = { method: "POST", url, headers: json, body: "{}" } as const;
    const client = createGuardedClient({ contact: "", inside: [`127.0.0.1:${port}`] });
    const before = received.length;
    const seen: number[] = [];
    const beforeLeaving = async () => void seen.push(received.length);
    assert.equal((await client.send({ ...post, beforeLeaving })).kind, "answered");
    assert.deepEqual([seen, received.length], [[before], before + 1]);
    const fail = (error: Error) =>
      client.send({ ...post, beforeLeaving: () => Promise.reject(error) });
    await assert.rejects(fail(new AppError("conflict", "another's")), { code: "conflict" });
    assert.equal((await fail(new Error("the disk is full"))).kind, "unsent");
    assert.equal(received.length, before + 1);
    const deaf = { ...post, url: "http://127.0.0.1:1/x", beforeLeaving };
    const nobody = createGuardedClient({ contact: "", inside: ["127.0.0.1:1"] });
    assert.equal((await nobody.send(deaf)).kind, "unsent");
    assert.equal(seen.length, 1, "nothing is done where nobody listens");
  });

  test("never goes to machines that are not public, by address or by name", async () => {
    let connections = 0;
    const trap = createTcpServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => trap.listen(0, "127.0.0.1", resolve));
    const { port: alsoPort } = trap.address() as AddressInfo;
    const inward = ["127.0.0.1", "10.0.0.5", "169.254.169.254", "::1", "fe80::1", "fd00::1"];
    for (const address of inward) {
      const host = address.includes(":") ? `[${address}]` : address;
      await assert.rejects(send(`http://${host}:${alsoPort}/`, { alsoPort }), invalid, address);
      const lookup = turning(address);
      await assert.rejects(
        send(`http://rebind.example:${alsoPort}/`, { alsoPort, lookup }),
        invalid,
      );
    }
    for (const url of [
      "http://2130706433/",
      "http://0x7f.1/",
      "http://localhost:6379/",
      "file:///x",
    ]) {
      await assert.rejects(send(url), invalid, url);
    }
    for (const url of ["http://user:pass@example.org/", "https://example.org:22/", "nothing"]) {
      await assert.rejects(send(url), invalid, url);
    }
    assert.equal(connections, 0);
    trap.close();
  });

  test("looks a name up for each request and uses what it has checked", async () => {
    const lookup = turning("127.0.0.1", "10.0.0.1");
    const url = `http://rebind.example:${port}/`;
    const options = { allowsLoopback: true, lookup };
    const first = await send(url, options);
    assert.equal(first.kind, "answered");
    await assert.rejects(send(url, options), /not a public machine/);
    assert.equal(lookup.asked, 2);
  });

  test("opens one machine and port of the operator's network, and no other by it", async () => {
    const lookup = turning("127.0.0.1");
    const inside = [`chat.lab:${port}`];
    const first = await send(`http://chat.lab:${port}/hooks/x`, { inside, lookup });
    assert.equal(first.kind, "answered");
    for (const url of ["http://chat.lab/", "https://chat.lab/", `http://127.0.0.1:${port}/`]) {
      await assert.rejects(send(url, { inside, lookup }), invalid, url);
    }
    await assert.rejects(send(`http://other.lab:${port}/`, { inside, lookup }), invalid);
    const elsewhere = { inside, lookup, alsoPort: port };
    await assert.rejects(send(`http://evil.example:${port}/`, elsewhere), /not a public machine/);
  });

  test("is not sent on where a redirect points, inward or not", async () => {
    const inside = [`127.0.0.1:${port}`];
    received.length = 0;
    for (const path of ["moved", "inward"]) {
      const outcome = await send(`http://127.0.0.1:${port}/${path}`, { inside });
      assert.ok(outcome.kind === "answered" && outcome.status >= 300 && outcome.status < 400);
    }
    assert.deepEqual(
      received.map(({ url }) => url),
      ["/moved", "/inward"],
    );
  });

  test("is told apart by whether it may have arrived", async () => {
    const inside = [`127.0.0.1:${port}`, "127.0.0.1:1", "nowhere.lab:81"];
    const lost = await send(`http://127.0.0.1:${port}/lost`, { inside });
    assert.equal(lost.kind, "unanswered");
    const late = await send(`http://127.0.0.1:${port}/late`, { inside, deadlineMs: 1_000 });
    assert.equal(late.kind, "unanswered");
    const refused = await send("http://127.0.0.1:1/", { inside });
    assert.equal(refused.kind, "unsent");
    const unknown = ((_host, _options, answer) => {
      answer(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }), "");
    }) as LookupFunction;
    const unnamed = await send("http://nowhere.lab:81/", { inside, lookup: unknown });
    assert.equal(unnamed.kind, "unsent");
  });

  test("is answered by its status though the body is too large to read", async () => {
    const inside = [`127.0.0.1:${port}`];
    const outcome = await send(`http://127.0.0.1:${port}/bomb`, { inside, maxBytes: 1 << 16 });
    assert.ok(outcome.kind === "answered");
    assert.deepEqual([outcome.status, outcome.body.length], [200, 0]);
  });
});
