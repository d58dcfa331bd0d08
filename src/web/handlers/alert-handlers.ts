import type { DigestSettings, DigestWish, Subscriber } from "#digests";
import { type Cadence, cadences, type Subject, subjectKinds } from "#picks";
import { AppError } from "#platform";
import { setFlash } from "../http/flash.ts";
import { ownPath } from "../http/own-path.ts";
import type { WebParts } from "../parts.ts";
import { alertIn } from "../views/alert-view.ts";
import type { Handlers, WebContext } from "../web-context.ts";
import { openDesk } from "./digests/desk.ts";
import { readForm } from "./forms.ts";
import { requireViewer } from "./read-request.ts";

const PAPERS = 10;
const HOUR = 8;
const MONDAY = 1;

/** Alerts: digests that are asked for from where one reads. */
export function createAlertHandlers(parts: WebParts) {
  return {
    async "POST /alerts"(context) {
      const { account } = requireViewer(context);
      const read = await readForm(context);
      const subject = await checkSubject(parts, context, {
        kind: read("kind"),
        target: read("target"),
      });
      const subscriber = await openDesk(parts).ofAccount(account);
      const digest = await put(parts, subscriber, {
        subject,
        cadence: cadences.find((one) => one === read("cadence")) ?? "at-once",
        route: read("route") === "feed" ? "feed" : "mail",
      });
      // A feed is of use to who has its address.
      if (digest.route === "feed") return context.redirect(`/digests/${digest.readToken}`, 303);
      setFlash(context, parts.site, "alert-set");
      return context.redirect(ownPath(read("next")), 303);
    },
  } satisfies Partial<Handlers>;
}

/** @returns the subject as digests keep it. @throws AppError `invalid`, `not_found`. */
async function checkSubject(
  { picks }: WebParts,
  context: WebContext,
  asked: { readonly kind: string; readonly target: string },
): Promise<Subject> {
  const kind = subjectKinds.find((one) => one === asked.kind);
  if (!kind || !picks) throw new AppError("invalid", "Choose what to be told of.");
  const { target } = await picks.name(
    { kind, target: asked.target },
    requireViewer(context).account.id,
  );
  return { kind, target };
}

interface Wanted extends Pick<DigestWish, "subject" | "route"> {
  readonly cadence: Cadence;
}

/** One digest of a subject: who has one already has it that way from now on. */
async function put(
  parts: WebParts,
  subscriber: Subscriber,
  { subject, cadence, route }: Wanted,
): Promise<DigestSettings> {
  const desk = openDesk(parts);
  const { digests } = subscriber;
  // Their other digests tell the zone and the hour they live by.
  const known = digests[0]?.schedule;
  const schedule = {
    cadence,
    weekday: known?.weekday ?? MONDAY,
    hour: known?.hour ?? HOUR,
    timeZone: known?.timeZone ?? parts.site.timeZone,
  };
  const before = alertIn(digests, subject);
  if (before) {
    return desk.change(subscriber.id, before.id, { schedule, route, state: "active" });
  }
  return desk.add(subscriber.id, { subject, schedule, papers: PAPERS, route });
}
