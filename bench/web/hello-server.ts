/** The least that a server of the same kind does: the floor under the figures. */
import { Hono } from "hono";
import { listen } from "../../src/listen.ts";
import { pageNames, type ServerMessage } from "./server-messages.ts";

const app = new Hono();
app.get("/", (context) => context.html("<!doctype html><title>Hello</title><p>Hello"));
const { url } = await listen((request) => app.fetch(request), { host: "127.0.0.1", port: 0 });
const pages = pageNames.map((name) => ({ name, path: "/", headers: {} }));
process.send?.({ kind: "ready", url, pages: pages.slice(0, 1) } satisfies ServerMessage);
