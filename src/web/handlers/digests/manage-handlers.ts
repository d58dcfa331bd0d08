import type { DigestSettings, Subscriber } from "#digests";
import { AppError } from "#platform";
import { addresses } from "../../addresses.ts";
import type { PageServer } from "../../page-server.ts";
import type { DigestFields, DigestForm } from "../../pages/digests/digest-form.ts";
import { type DigestPlace, digestPage, digestsPage } from "../../pages/digests/digests-page.ts";
import { INTERESTS_PATH } from "../../pages/recommendations/interests-page.ts";
import type { WebParts } from "../../parts.ts";
import type { Handlers, WebContext } from "../../web-context.ts";
import { attempt, readForm } from "../forms.ts";
import { requireViewer } from "../read-request.ts";
import { openDesk, openSettings, tokenOf } from "./desk.ts";
import {
  blankFields,
  fieldsAsked,
  fieldsOf,
  isGiven,
  nameGiven,
  readFields,
  subjectOf,
  toWish,
} from "./digest-fields.ts";

/** Whose digests a request is about, and where they are changed. */
interface Asker {
  readonly place: DigestPlace;
  readonly subscriber: Subscriber;
}
type FindAsker = (context: WebContext) => Promise<Asker>;

const canBeMended = ["invalid", "conflict", "not_found"] as const;

/**
 * The digests of a subscriber: by the token of a mail under `/preferences`, by account under
 * `/settings/digests`; both the same pages.
 */
export function createManageHandlers(parts: WebParts, server: PageServer) {
  const byToken: FindAsker = async (context) => {
    const { subscriber, token } = await openSettings(parts, context);
    return { place: placeOfToken(token), subscriber };
  };
  const byAccount: FindAsker = async (context) => {
    const { account } = requireViewer(context);
    const desk = openDesk(parts);
    // Only what is sent makes somebody a subscriber.
    const isRead = context.req.method === "GET";
    const subscriber = await (isRead ? desk.seeAccount(account) : desk.ofAccount(account));
    return { place: placeOfAccount, subscriber };
  };
  return {
    "GET /preferences": (context) => show(parts, server, context, byToken),
    "POST /preferences": (context) => add(parts, server, context, byToken),
    async "POST /preferences/back"(context) {
      const token = tokenOf(context);
      await openDesk(parts).comeBack(token);
      return saved(context, placeOfToken(token));
    },
    "GET /preferences/:digest": (context) => showOne(parts, server, context, byToken),
    "POST /preferences/:digest": (context) => act(parts, server, context, byToken),
    "GET /settings/digests": (context) => show(parts, server, context, byAccount),
    "POST /settings/digests": (context) => add(parts, server, context, byAccount),
    "GET /settings/digests/:digest": (context) => showOne(parts, server, context, byAccount),
    "POST /settings/digests/:digest": (context) => act(parts, server, context, byAccount),
  } satisfies Partial<Handlers>;
}

function placeOfToken(token: string): DigestPlace {
  return {
    path: (id) => addresses.withToken(id ? `/preferences/${id}` : "/preferences", token),
    isAccount: false,
    leavePath: addresses.withToken("/unsubscribe", token),
    comeBackPath: addresses.withToken("/preferences/back", token),
    interestsPath: addresses.withToken("/preferences/interests", token),
  };
}

const placeOfAccount: DigestPlace = {
  path: (id) => (id ? `/settings/digests/${id}` : "/settings/digests"),
  isAccount: true,
  interestsPath: INTERESTS_PATH,
};

async function show(
  parts: WebParts,
  server: PageServer,
  context: WebContext,
  find: FindAsker,
): Promise<Response> {
  const { place, subscriber } = await find(context);
  const asked = subjectOf(context.req.query("kind"), context.req.query("target"));
  const given = asked && isGiven(asked) ? await nameGiven(parts, asked, context) : undefined;
  const blank = blankFields(parts);
  const wished = asked && (given || !isGiven(asked)) ? fieldsAsked(asked) : {};
  const fields = { ...blank, ...usual(subscriber), ...wished };
  const form = formOf(parts, { place, subscriber }, { fields, given });
  const isSaved = context.req.query("saved") === "1";
  const view = { place, subscriber, form, isAdding: asked !== undefined, isSaved };
  return server.oncePage(context, (frame) => digestsPage(frame, view));
}

async function add(
  parts: WebParts,
  server: PageServer,
  context: WebContext,
  find: FindAsker,
): Promise<Response> {
  const { place, subscriber } = await find(context);
  const blank = { ...blankFields(parts), ...usual(subscriber) };
  const { fields, given } = await readFields(context, blank);
  const made = await attempt(
    async () => openDesk(parts).add(subscriber.id, toWish(fields, given)),
    canBeMended,
  );
  if ("value" in made) return saved(context, place);
  const form = formOf(
    parts,
    { place, subscriber },
    {
      fields,
      given: await nameGiven(parts, given, context),
    },
  );
  const view = { place, subscriber, form, isAdding: true, problem: made.problem };
  return server.oncePage(context, (frame) => digestsPage(frame, view), 400);
}

async function showOne(
  parts: WebParts,
  server: PageServer,
  context: WebContext,
  find: FindAsker,
): Promise<Response> {
  const { place, subscriber } = await find(context);
  const digest = digestIn(context, subscriber);
  const form = formOfDigest(parts, { place, subscriber }, digest);
  return server.oncePage(context, () => digestPage({ place, digest, form }));
}

async function act(
  parts: WebParts,
  server: PageServer,
  context: WebContext,
  find: FindAsker,
): Promise<Response> {
  const { place, subscriber } = await find(context);
  const digest = digestIn(context, subscriber);
  const desk = openDesk(parts);
  const what = (await readForm(context))("do") || "save";
  if (what === "stop" || what === "start") {
    await desk.change(subscriber.id, digest.id, { state: what === "stop" ? "stopped" : "active" });
    return saved(context, place);
  }
  if (what === "remove") {
    await desk.remove(subscriber.id, digest.id);
    return saved(context, place);
  }
  const before = fieldsOf(digest, blankFields(parts));
  const { fields, given } = await readFields(context, before);
  const changed = await attempt(
    async () => desk.change(subscriber.id, digest.id, toWish(fields, given)),
    canBeMended,
  );
  if ("value" in changed) return saved(context, place);
  const form = formOfDigest(parts, { place, subscriber }, digest, fields);
  const view = { place, digest, form, problem: changed.problem };
  return server.oncePage(context, () => digestPage(view), 400);
}

/** At the hour of the digests there are; by mail where there is an address. */
function usual({ digests, email }: Subscriber): Partial<DigestFields> {
  const schedule = digests[0]?.schedule;
  return {
    ...(schedule && { hour: String(schedule.hour), timeZone: schedule.timeZone }),
    ...(email === undefined && { route: "feed" }),
  };
}

/** @throws AppError `not_found` for a digest that is not theirs. */
function digestIn(context: WebContext, { digests }: Subscriber): DigestSettings {
  const asked = context.req.param("digest");
  const digest = digests.find(({ id }) => id === asked);
  if (digest) return digest;
  throw new AppError("not_found", "There is no such digest; it may have been removed.");
}

function formOf(
  { sendsNoMail = false }: Pick<WebParts, "sendsNoMail">,
  { place, subscriber: { accountId, email } }: Asker,
  form: Pick<DigestForm, "fields" | "given">,
): DigestForm {
  const hasNoMail = sendsNoMail || email === undefined;
  const isAccount = accountId !== undefined;
  const { interestsPath } = place;
  return { ...form, isAccount, interestsPath, hasRoute: true, hasNoMail };
}

/** The form of a digest there is; what its subject was given by a page stays. */
function formOfDigest(
  parts: WebParts,
  asker: Asker,
  digest: DigestSettings,
  fields: DigestFields = fieldsOf(digest, blankFields(parts)),
): DigestForm {
  const given = isGiven(digest.subject) ? digest.subject : undefined;
  return formOf(parts, asker, { fields, given });
}

function saved(context: WebContext, place: DigestPlace): Response {
  const path = place.path();
  return context.redirect(`${path}${path.includes("?") ? "&" : "?"}saved=1`, 303);
}
