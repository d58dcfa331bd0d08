import { type Account, type Accounts, isRole, roles } from "#accounts";
import { AppError } from "#platform";
import { type Call, type Command, choiceOption, textOption, UsageError } from "./command.ts";
import { withAccounts } from "./with-accounts.ts";

const MAX_LISTED = 1_000;

export const userCommand: Command = {
  name: "user",
  usage: "list|show|add|role|disable|enable|sign-in-link|sessions revoke …",
  help: "Accounts, for whoever runs the site: also while it is being served.",
  options: { name: { type: "string" }, role: { type: "string" } },
  words: [1, 3],
  async run(call) {
    const [action = "", ...words] = call.words;
    const act = actions[action];
    if (!act || words.length < act.words[0] || words.length > act.words[1]) {
      throw new UsageError(
        `user takes ${Object.values(actions)
          .map(({ usage }) => usage)
          .join(", ")}`,
      );
    }
    await withAccounts(call, (accounts) => act.run(accounts, words, call));
  },
};

interface Action {
  readonly usage: string;
  readonly words: readonly [number, number];
  run(accounts: Accounts, words: readonly string[], call: Call): Promise<void>;
}

const actions: Readonly<Record<string, Action>> = {
  list: { usage: "list [BEGINNING]", words: [0, 1], run: list },
  show: { usage: "show WHO", words: [1, 1], run: show },
  add: { usage: "add [ADDRESS] [--name NAME] [--role ROLE]", words: [0, 1], run: add },
  role: { usage: "role WHO ROLE", words: [2, 2], run: setRole },
  disable: { usage: "disable WHO", words: [1, 1], run: setState("disabled") },
  enable: { usage: "enable WHO", words: [1, 1], run: setState("active") },
  "sign-in-link": { usage: "sign-in-link WHO", words: [1, 1], run: makeLink },
  sessions: { usage: "sessions revoke WHO", words: [2, 2], run: revokeSessions },
};

async function list({ people }: Accounts, [query = ""]: readonly string[], call: Call) {
  const accounts = await people.list({ query, limit: MAX_LISTED });
  const lines = accounts.map(describe);
  call.output.result(accounts, lines.length === 0 ? "There is no such account." : lines.join("\n"));
}

async function show(accounts: Accounts, [who = ""]: readonly string[], call: Call) {
  const account = await find(accounts, who);
  const sessions = await accounts.sessions.list(account.id);
  const passkeys = await accounts.passkeys.list(account.id);
  const identities = await accounts.providers.list(account.id);
  const lines = [
    describe(account),
    `made ${account.createdAt}, ${account.isVerified ? "verified" : "not verified"}`,
    ...passkeys.map(({ label, addedAt }) => `passkey: ${label}, added ${addedAt}`),
    ...identities.map(({ issuer, label }) => `identity: ${label} at ${issuer}`),
    ...sessions.map(({ seenAt, method, agent }) => `session: ${method}, ${agent}, seen ${seenAt}`),
  ];
  call.output.result({ ...account, passkeys, identities, sessions }, lines.join("\n"));
}

async function add({ people }: Accounts, [email]: readonly string[], call: Call) {
  const name = textOption(call, "name");
  if (email === undefined && name === undefined)
    throw new UsageError("add takes an address or --name");
  const role = choiceOption(call, "role", roles) ?? "reader";
  const account = await people.create({
    role,
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
  });
  call.output.result(account, `Added: ${describe(account)}`);
}

async function setRole(accounts: Accounts, [who = "", role = ""]: readonly string[], call: Call) {
  if (!isRole(role)) throw new UsageError(`The role is one of ${roles.join(", ")}`);
  const { id } = await find(accounts, who);
  const account = await accounts.people.setRole(id, role, "operator");
  call.output.result(account, describe(account));
}

function setState(state: "active" | "disabled"): Action["run"] {
  return async (accounts, [who = ""], call) => {
    const { id } = await find(accounts, who);
    await accounts.people.setState(id, state, "operator");
    const account = await find(accounts, who);
    call.output.result(account, describe(account));
  };
}

async function makeLink(accounts: Accounts, [who = ""]: readonly string[], call: Call) {
  if (call.config.siteUrl === "") {
    call.output.note("SITE_URL is not set: this link leads to this machine, port 3000");
  }
  const account = await find(accounts, who);
  const url = await accounts.email.createLink(account.id);
  call.output.result({ url }, `${url}\nIt signs ${account.name} in once, within an hour.`);
}

async function revokeSessions(accounts: Accounts, [verb, who = ""]: readonly string[], call: Call) {
  if (verb !== "revoke") throw new UsageError("user sessions takes revoke");
  const { id, name } = await find(accounts, who);
  const ended = await accounts.sessions.revokeAll(id);
  call.output.result(
    { ended },
    `${ended} ${ended === 1 ? "session" : "sessions"} of ${name} ended`,
  );
}

/** By name or by address. @throws AppError `not_found`. */
async function find({ people }: Accounts, who: string): Promise<Account> {
  const name = who.replace(/^@/, "");
  const person = name.includes("@")
    ? await people.findByEmail(name)
    : await people.findByName(name);
  const account = person && (await people.find(person.id));
  if (account && account.state !== "deleted") return account;
  throw new AppError("not_found", `There is no account "${who}"; "user list" shows them`);
}

function describe({ name, role, state, email, displayName }: Account): string {
  const shown = displayName === name ? "" : ` (${displayName})`;
  return `@${name}${shown}  ${role}, ${state}${email === undefined ? "" : `, ${email}`}`;
}
