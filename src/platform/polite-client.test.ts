import assert from "node:assert/strict";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { createPoliteClient, type PoliteClientOptions } from "./polite-client.ts";

/** A server, a client of it, and a clock that only sleeping moves. */
async function withServer(
  listener: RequestListener,
  use: (visit: {
    get: ReturnType<typeof createPoliteClient>["get"];
    url: string;
    slept: number[];
  }) => Promise<void>,
  options: Partial<PoliteClientOptions> = {},
): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const slept: number[] = [];
  let clock = 1_000_000;
  const sleep = async (delayMs: number) => {
    slept.push(delayMs);
    clock += delayMs;
  };
  const client = createPoliteClient({
    contact: "https://example.org/about",
    now: () => clock,
    sleep,
    ...options,
  });
  try {
    await use({ get: client.get, url, slept });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test("requests to one host come one at a time, three seconds apart, and say who asks", async () => {
  let open = 0;
  let mostOpen = 0;
  const agents = new Set<string | undefined>();
  await withServer(
    (request, response) => {
      agents.add(request.headers["user-agent"]);
      mostOpen = Math.max(mostOpen, ++open);
      setTimeout(() => {
        open--;
        response.end("fine");
      }, 5);
    },
    async ({ get, url, slept }) => {
      const answers = await Promise.all([get({ url }), get({ url }), get({ url })]);
      assert.deepEqual(
        answers.map((answer) => answer.body.toString()),
        ["fine", "fine", "fine"],
      );
      assert.deepEqual(slept, [3_000, 3_000]);
    },
  );
  assert.equal(mostOpen, 1);
  assert.deepEqual([...agents], ["Broadsheet/0.1 (https://example.org/about)"]);
});

test("Retry-After is obeyed, in seconds, and the request is made again", async () => {
  let requests = 0;
  await withServer(
    (_request, response) => {
      requests++;
      if (requests === 1) response.writeHead(503, { "retry-after": "42" }).end("busy");
      else response.end("fine");
    },
    async ({ get, url, slept }) => {
      assert.equal((await get({ url })).body.toString(), "fine");
      assert.deepEqual(slept, [42_000]);
    },
  );
});

test("a source that asks for an hour is left alone, and so is every later request", async () => {
  let requests = 0;
  await withServer(
    (_request, response) => {
      requests++;
      response.writeHead(429, { "retry-after": "3600" }).end();
    },
    async ({ get, url, slept }) => {
      await assert.rejects(get({ url }), { code: "rate_limited", message: /in 60 minutes/ });
      assert.equal(requests, 1);
      await assert.rejects(get({ url }), { code: "rate_limited" });
      assert.deepEqual(slept, [3_600_000]);
    },
  );
});

test("a server that keeps failing is asked three times, each time later", async () => {
  await withServer(
    (_request, response) => response.writeHead(500).end(),
    async ({ get, url, slept }) => {
      await assert.rejects(get({ url }), { code: "unavailable", message: /answered 500/ });
      assert.deepEqual(slept, [10_000, 20_000]);
    },
  );
});

test("an answer that has not changed is not sent again", async () => {
  await withServer(
    (request, response) => {
      if (request.headers["if-none-match"] === '"v1"') response.writeHead(304).end();
      else
        response
          .writeHead(200, { etag: '"v1"', "last-modified": "Fri, 20 Nov 2026 00:00:00 GMT" })
          .end("news");
    },
    async ({ get, url }) => {
      const first = await get({ url });
      assert.equal(first.kind, "ok");
      const { etag = "", lastModified = "" } = first;
      assert.equal(lastModified, "Fri, 20 Nov 2026 00:00:00 GMT");
      const second = await get({ url, etag, lastModified });
      assert.equal(second.kind, "not-modified");
      assert.equal(second.body.length, 0);
    },
  );
});

test("a gzip answer is unpacked; one cut short is an error, never a short success", async () => {
  const whole = gzipSync(Buffer.from("paper ".repeat(50_000)));
  await withServer(
    (request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.end(
        request.url === "/cut" ? whole.subarray(0, Math.floor(whole.length * 0.6)) : whole,
      );
    },
    async ({ get, url }) => {
      assert.equal((await get({ url })).body.length, 300_000);
      await assert.rejects(get({ url: `${url}cut` }), { code: "unavailable" });
    },
  );
});

test("a connection that breaks in the middle is an error", async () => {
  await withServer(
    (_request, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write("half");
      setTimeout(() => response.destroy(), 10);
    },
    async ({ get, url }) => {
      await assert.rejects(get({ url }), { code: "unavailable" });
    },
  );
});

test("a kept connection that ends when it is used again costs nothing", async () => {
  const connections = new Set<unknown>();
  let broken = 0;
  await withServer(
    ({ socket }, response) => {
      if (connections.has(socket)) {
        broken++;
        socket.destroy();
      } else response.end("fine");
      connections.add(socket);
    },
    async ({ get, url }) => {
      for (let round = 0; round < 3; round++) {
        assert.equal((await get({ url })).body.toString(), "fine");
      }
    },
  );
  assert.ok(broken > 0);
  assert.equal(connections.size, broken + 1);
});

test("a bomb is stopped at the size limit, counted after unpacking", async () => {
  const bomb = gzipSync(Buffer.alloc(4 << 20));
  await withServer(
    (_request, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
    async ({ get, url }) => {
      await assert.rejects(get({ url }), { code: "unavailable", message: /larger than 1048576/ });
    },
    { maxBytes: 1 << 20 },
  );
});

test("an answer that never ends is cut off at the deadline", async () => {
  await withServer(
    (_request, response) => {
      response.writeHead(200);
      response.write("drip");
    },
    async ({ get, url }) => {
      await assert.rejects(get({ url }), {
        code: "unavailable",
        message: /no whole answer in 50 ms/,
      });
    },
    { deadlineMs: 50 },
  );
});

test("redirects are followed three times, and never to something that is not the web", async () => {
  await withServer(
    (request, response) => {
      const step = Number(request.url?.slice(1) || 0);
      if (request.url === "/file")
        response.writeHead(302, { location: "file:///etc/passwd" }).end();
      else if (step > 0) response.writeHead(302, { location: `/${step - 1}` }).end();
      else response.end("arrived");
    },
    async ({ get, url }) => {
      const answer = await get({ url: `${url}3` });
      assert.equal(answer.body.toString(), "arrived");
      assert.equal(answer.url, `${url}0`);
      await assert.rejects(get({ url: `${url}4` }), { message: /redirects too often/ });
      await assert.rejects(get({ url: `${url}file` }), { message: /not an address/ });
    },
  );
});

test("a page that is not there is told apart from a failure", async () => {
  await withServer(
    (_request, response) => response.writeHead(404).end(),
    async ({ get, url }) => {
      await assert.rejects(get({ url }), { code: "not_found" });
    },
  );
});
