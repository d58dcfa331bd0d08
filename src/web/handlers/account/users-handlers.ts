import { type Account, type Role, roles } from "#accounts";
import { AppError } from "#platform";
import type { PageServer } from "../../page-server.ts";
import { usersPage } from "../../pages/account/users-pages.ts";
import type { Handlers } from "../../web-context.ts";
import { problemOf, readTexts } from "../forms.ts";
import { requireViewer } from "../read-request.ts";
import type { AccountDesk } from "./account-desk.ts";
import { createUserView } from "./user-view.ts";

const PER_PAGE = 50;

/** The accounts of others, for administrators. */
export function createUsersHandlers(server: PageServer, desk: AccountDesk) {
  return { ...createReading(server, desk), ...createChanges(server, desk) };
}

function createReading(server: PageServer, desk: AccountDesk) {
  const { show } = createUserView(server, desk);
  return {
    async "GET /admin/users"(context) {
      const query = (context.req.query("q") ?? "").slice(0, 254);
      const after = context.req.query("after")?.slice(0, 254);
      const request = { query, limit: PER_PAGE + 1, ...(after ? { after } : {}) };
      const found = await desk.accounts.people.list(request);
      const accounts = found.slice(0, PER_PAGE);
      const next = found.length > PER_PAGE ? accounts.at(-1)?.name : undefined;
      return server.oncePage(context, (frame) => usersPage(frame, { query, accounts, next }));
    },

    "GET /admin/users/:id": (context) => show(context),
  } satisfies Partial<Handlers>;
}

function createChanges(server: PageServer, desk: AccountDesk) {
  const { find, show } = createUserView(server, desk);
  const back = ({ id }: Account): string => `/admin/users/${id}`;
  return {
    async "POST /admin/users/:id/role"(context) {
      const { role } = await readTexts(context, ["role"]);
      const account = await find(context);
      const by = requireViewer(context).account.id;
      const problem = await problemOf(() =>
        desk.accounts.people.setRole(account.id, roleOf(role), by),
      );
      if (problem !== undefined) return show(context, problem);
      return desk.lead(context, back(account), "role-changed");
    },

    async "POST /admin/users/:id/state"(context) {
      const { state } = await readTexts(context, ["state"]);
      const account = await find(context);
      const by = requireViewer(context).account.id;
      const wanted = state === "active" ? "active" : "disabled";
      const problem = await problemOf(() => desk.accounts.people.setState(account.id, wanted, by));
      if (problem !== undefined) return show(context, problem);
      const flash = wanted === "active" ? "account-enabled" : "account-disabled";
      return desk.lead(context, back(account), flash);
    },

    async "POST /admin/users/:id/sessions"(context) {
      const account = await find(context);
      const { account: own, sessionId } = requireViewer(context);
      await desk.accounts.sessions.revokeAll(
        account.id,
        account.id === own.id ? sessionId : undefined,
      );
      return desk.lead(context, back(account), "sessions-ended");
    },
  } satisfies Partial<Handlers>;
}

function roleOf(text: string): Role {
  const role = roles.find((one) => one === text);
  if (role) return role;
  throw new AppError("invalid", `A role is one of ${roles.join(", ")}.`);
}
