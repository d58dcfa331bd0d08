import { type App, createApp } from "../app.ts";
import { type Background, startBackground } from "../background.ts";
import { type Fetch, type Listening, listen } from "../listen.ts";
import { openSite } from "../site.ts";
import { warmUp } from "../warm-up.ts";
import { type Call, type Command, countOption, textOption, UsageError } from "./command.ts";

export const serveCommand: Command = {
  name: "serve",
  usage: "[--host 127.0.0.1] [--port 3000] [--import FILE…] [--offline]",
  help: "Serves the site, the API and the feeds, and does the background work.",
  options: {
    host: { type: "string", default: "127.0.0.1" },
    port: { type: "string", default: "3000" },
    import: { type: "string", multiple: true },
    offline: { type: "boolean", default: false },
  },
  // A shell spells `--import a b c` as one value and two words.
  words: [0, Number.POSITIVE_INFINITY],
  async run(call) {
    const port = countOption(call, "port", [0, 65_535]);
    const files = [...((call.values.import ?? []) as string[]), ...call.words];
    if (call.words.length > 0 && call.values.import === undefined) {
      throw new UsageError(`serve takes no words; to read files: --import ${call.words.join(" ")}`);
    }
    // Listening comes first: feeds and mails must know the address.
    const opened = Promise.withResolvers<Fetch>();
    const host = textOption(call, "host") ?? "127.0.0.1";
    const server = await listen(
      async (request, remoteAddress) => (await opened.promise)(request, remoteAddress),
      { host, port },
    );
    try {
      await serve(call, { server, files, open: opened.resolve });
    } finally {
      await server.close();
    }
  },
};

interface Serving {
  readonly server: Listening;
  readonly files: readonly string[];
  readonly open: (fetch: Fetch) => void;
}

async function serve(call: Call, { server, files, open }: Serving): Promise<void> {
  const config = { ...call.config, siteUrl: call.config.siteUrl || server.url };
  const { dataDir } = call;
  const app = await createApp(config, { dataDir, searchers: config.searchThreads });
  const stopped = untilStopped();
  try {
    const background = startBackground(app, { files, isOffline: call.values.offline === true });
    const site = openSite(app, background);
    const isEmpty = app.search.status().papers === 0;
    if (!isEmpty) await warmUp(app, site.fetch);
    open(site.fetch);
    call.output.result({ url: server.url }, `Broadsheet is ready at ${server.url}`);
    await sayHowToSetUp(app, call);
    if (isEmpty) void warmUpOnFirstPapers(app, background, site.fetch);
    await stopped;
    await server.close();
    await background.stop();
    await site.close();
  } finally {
    await app.close();
  }
}

/** While nobody administers the site: the address that makes the first administrator, once. */
async function sayHowToSetUp({ accounts, site }: App, { output }: Call): Promise<void> {
  const token = await accounts.setup.issue();
  if (token === undefined) return;
  const address = `${site.url}/setup?t=${token}`;
  output.note(`Nobody administers this site yet; within an hour, open ${address}`);
}

async function warmUpOnFirstPapers(app: App, background: Background, fetch: Fetch): Promise<void> {
  try {
    await background.firstIntake;
    await app.search.catchUp();
    await warmUp(app, fetch);
  } catch (error) {
    app.log.debug({ err: error }, "the warm-up was cut short");
  }
}

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}
