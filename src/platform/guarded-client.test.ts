import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo, LookupFunction } from "node:net";
import { createServer as createTcpServer } from "node:net";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { AppError } from "./errors.ts";
import { createGuardedClient } from "./guarded-client.ts";
import { isPublicAddress } from "./public-address.ts";

/** Machines that no stranger may have us ask, in every spelling that a browser or library takes. */
const FORBIDDEN = `
http://127.0.0.1/ http://127.1/ http://127.0.1/ http://2130706433/ http://0x7f000001/ http://0x7f.1/
http://0177.0.0.1/ http://017700000001/ http://127.255.255.254/ http://0/ http://0.0.0.0/
http://localhost/ http://LOCALHOST/ http://localhost./ http://sub.localhost/
http://10.0.0.1/ http://10.255.255.255/ http://172.16.0.1/ http://172.31.255.255/ http://192.168.0.1/
http://192.168.255.255/ http://169.254.169.254/latest/meta-data/ http://169.254.0.1/ http://2852039166/
http://0xa9fea9fe/ http://100.64.0.1/ http://100.127.255.255/ http://192.0.0.1/ http://192.0.2.1/
http://198.18.0.1/ http://198.19.255.255/ http://198.51.100.7/ http://203.0.113.9/ http://224.0.0.1/
http://239.255.255.255/ http://240.0.0.1/ http://255.255.255.255/ http://192.88.99.1/ http://0.1.2.3/
http://[::1]/ http://[::]/ http://[0:0:0:0:0:0:0:1]/ http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/
http://[::ffff:10.0.0.1]/ http://[::ffff:169.254.169.254]/ http://[::127.0.0.1]/ http://[fe80::1]/
http://[fc00::1]/ http://[fd12:3456::1]/ http://[ff02::1]/ http://[2001:db8::1]/ http://[2002:7f00:1::]/
http://[2002:a00:1::1]/ http://[64:ff9b::7f00:1]/ http://[64:ff9b::10.0.0.1]/ http://[2001::1]/
http://[2001:10::1]/ http://[3fff::1]/ http://[100::1]/ http://[fec0::1]/
http://example.org:22/ http://example.org:8080/ https://example.org:6379/ http://user:pass@example.org/
http://user@example.org/ ftp://example.org/ file:///etc/passwd gopher://example.org/ javascript:alert(1)
data:text/html,x //example.org/ example.org http://
`
  .trim()
  .split(/\s+/);

const PUBLIC = ["8.8.8.8", "1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450::1"];

/** Counts every connection to this computer while `use` runs. */
async function countingConnections(use: (port: number) => Promise<void>): Promise<number> {
  let connections = 0;
  const server = createTcpServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await use((server.address() as AddressInfo).port);
  } finally {
    server.close();
  }
  return connections;
}

/** Tells other addresses each time it is asked, as a hostile name server does. */
function turning(...answers: readonly (readonly string[])[]): LookupFunction & { asked: number } {
  const lookup = ((_host, _options, answer) => {
    const addresses = answers[Math.min(lookup.asked, answers.length - 1)] ?? [];
    lookup.asked += 1;
    const found = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    answer(null, found as never);
  }) as LookupFunction & { asked: number };
  lookup.asked = 0;
  return lookup;
}

async function refusal(url: string, lookup?: LookupFunction): Promise<AppError> {
  const client = createGuardedClient({
    contact: "",
    deadlineMs: 30_000,
    ...(lookup && { lookup }),
  });
  try {
    await client.get({ url });
  } catch (error) {
    assert.ok(error instanceof AppError, String(error));
    return error;
  }
  throw new Error(`${url} was fetched`);
}

describe("the guarded client", () => {
  test("fetches none of the addresses that are no public page, and connects to none", async () => {
    assert.ok(FORBIDDEN.length >= 60, String(FORBIDDEN.length));
    const connections = await countingConnections(async () => {
      for (const url of FORBIDDEN) {
        const error = await refusal(url);
        // Whether this computer knows such a name at all is not ours to say.
        const isOpen = /localhost/i.test(url) && error.code === "unavailable";
        assert.ok(error.code === "invalid" || isOpen, `${url}: ${error.message}`);
      }
    });
    assert.equal(connections, 0);
  });

  test("connects to nothing inside when a name leads there, alone or among others", async () => {
    const inside = ["127.0.0.1", "10.0.0.5", "169.254.169.254", "::1", "fe80::1", "192.168.1.1"];
    for (const address of inside) {
      const error = await refusal("http://rebind.example/", turning([address]));
      assert.equal(error.code, "invalid");
    }
    assert.equal((await refusal("http://rebind.example/", turning(inside))).code, "invalid");
  });

  test("uses the address it has checked: a name that turns inside between two looks gains nothing", async () => {
    const connections = await countingConnections(async (port) => {
      const url = `http://rebind.example:${port}/`;
      const options = { contact: "", deadlineMs: 30_000, alsoPort: port };
      const client = createGuardedClient({ ...options, lookup: turning(["127.0.0.1"]) });
      await assert.rejects(client.get({ url }), /not a public machine/);
      await assert.rejects(client.get({ url: `http://127.0.0.1:${port}/` }), /not public/);
    });
    assert.equal(connections, 0);
    const server = createServer((_request, response) => response.end("once"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://rebind.example:${(server.address() as AddressInfo).port}/`;
    // Each request looks anew, and no connection of the request before is used again.
    const lookup = turning(["127.0.0.1"], ["10.0.0.1"]);
    const client = createGuardedClient({ contact: "", allowsLoopback: true, lookup });
    assert.equal(String((await client.get({ url })).body), "once");
    await assert.rejects(client.get({ url }), /not a public machine/);
    assert.equal(lookup.asked, 2);
    server.closeAllConnections();
    server.close();
  });

  test("checks every redirect, and follows three at most", async () => {
    let reached = 0;
    const server = createServer((request, response) => {
      reached += 1;
      const to: Record<string, string> = {
        "/meta": "http://169.254.169.254/latest/",
        "/file": "file:///etc/passwd",
        "/loop": "/loop",
        "/good": "/page",
      };
      const location = to[request.url ?? ""];
      if (location) response.writeHead(302, { location }).end();
      else response.writeHead(200, { "content-type": "text/html" }).end("<p>page");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = createGuardedClient({ contact: "", allowsLoopback: true });
    await assert.rejects(client.get({ url: `${base}/meta` }), /not public/);
    await assert.rejects(client.get({ url: `${base}/file` }), /no web address/);
    reached = 0;
    await assert.rejects(client.get({ url: `${base}/loop` }), /redirects too often/);
    assert.equal(reached, 4);
    const answer = await client.get({ url: `${base}/good` });
    assert.equal(answer.url, `${base}/page`);
    assert.equal(String(answer.body), "<p>page");
    server.closeAllConnections();
    server.close();
  });

  test("gives up on answers that are late, too large once unpacked, or drip for ever", async () => {
    const bomb = gzipSync(Buffer.alloc(8 << 20));
    const server = createServer((request, response) => {
      if (request.url === "/bomb") {
        response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
        return;
      }
      response.writeHead(200);
      const drip = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(drip));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const limits = { contact: "", allowsLoopback: true, maxBytes: 1 << 20 };
    const patient = createGuardedClient({ ...limits, deadlineMs: 30_000 });
    await assert.rejects(patient.get({ url: `${base}/bomb` }), /larger than/);
    const hasty = createGuardedClient({ ...limits, deadlineMs: 400 });
    await assert.rejects(hasty.get({ url: `${base}/drip` }), /no whole answer/);
    server.closeAllConnections();
    server.close();
  });

  test("knows public addresses from others", () => {
    for (const address of PUBLIC) assert.equal(isPublicAddress(address), true, address);
    for (const address of ["", "x", "1.2.3", "fe80::1%eth0", "::ffff:8.8.8.8"]) {
      assert.equal(isPublicAddress(address), false, address);
    }
  });
});
