import type { Channel, ChannelKind, Channels } from "#channels";
import { AppError } from "#platform";
import { setFlash } from "../../http/flash.ts";
import type { PageServer } from "../../page-server.ts";
import type { ChannelFields, ChannelForm } from "../../pages/channels/channel-form.ts";
import { channelPage } from "../../pages/channels/channel-page.ts";
import {
  channelsPage,
  chooseServicePage,
  newChannelPage,
  secretPage,
} from "../../pages/channels/channels-page.ts";
import { serviceHelp } from "../../pages/channels/services.ts";
import type { DigestForm } from "../../pages/digests/digest-form.ts";
import { INTERESTS_PATH } from "../../pages/recommendations/interests-page.ts";
import type { WebParts } from "../../parts.ts";
import type { Handlers, WebContext } from "../../web-context.ts";
import {
  blankFields,
  fieldsAsked,
  isGiven,
  nameGiven,
  readFields,
  subjectOf,
} from "../digests/digest-fields.ts";
import { attempt, problemOf, readForm } from "../forms.ts";
import { requireViewer } from "../read-request.ts";
import {
  blankChannel,
  channelFieldsOf,
  digestFieldsOf,
  kindOf,
  readChannelFields,
  toChannelWish,
} from "./channel-fields.ts";

const canBeMended = ["invalid", "conflict", "not_found", "forbidden"] as const;
const path = "/settings/channels";

/** Channels of whoever is signed in. */
export function createChannelHandlers(parts: WebParts, server: PageServer) {
  return {
    async "GET /settings/channels"(context) {
      const { account } = requireViewer(context);
      const channels = await requireChannels(parts).list(account.id);
      return server.oncePage(context, (frame) => channelsPage(frame, channels));
    },
    "GET /settings/channels/new": (context) => showNew(parts, server, context),
    "POST /settings/channels": (context) => make(parts, server, context),
    async "GET /settings/channels/:channel"(context) {
      return show(parts, server, context, await requireChannel(parts, context));
    },
    "POST /settings/channels/:channel": (context) => act(parts, server, context),
  } satisfies Partial<Handlers>;
}

/** @throws AppError `not_found` where nothing is posted, as in the demonstration. */
function requireChannels({ channels }: WebParts): Channels {
  if (channels) return channels;
  throw new AppError("not_found", "This site posts to no channels.");
}

function requireChannel(parts: WebParts, context: WebContext): Promise<Channel> {
  const { account } = requireViewer(context);
  return requireChannels(parts).get(account.id, context.req.param("channel") ?? "");
}

async function showNew(
  parts: WebParts,
  server: PageServer,
  context: WebContext,
): Promise<Response> {
  requireChannels(parts);
  const kind = kindOf(context.req.query("service"));
  const asked = subjectOf(context.req.query("kind"), context.req.query("target"));
  if (!kind) {
    const query = asked ? `&${new URLSearchParams(asked)}` : "";
    return server.oncePage(context, () => chooseServicePage(query));
  }
  const given = asked && isGiven(asked) ? await nameGiven(parts, asked, context) : undefined;
  const wished = asked && (given || !isGiven(asked)) ? fieldsAsked(asked) : {};
  const fields = { ...blankFields(parts), papers: "5", ...wished };
  const form = formOf(kind, { ...blankChannel, title: given?.label ?? "" }, { fields, given });
  return server.oncePage(context, () => newChannelPage({ kind, form }));
}

/** Answered with a page where there is a secret, for it is shown nowhere else. */
async function make(parts: WebParts, server: PageServer, context: WebContext): Promise<Response> {
  const { account } = requireViewer(context);
  const channels = requireChannels(parts);
  const kind = kindOf((await readForm(context))("service"));
  if (!kind) throw new AppError("invalid", "Choose the service that the channel is of.");
  const fields = await readChannelFields(context);
  const { fields: digest, given } = await readFields(context, blankFields(parts));
  const made = await attempt(
    async () => channels.create(account, toChannelWish(kind, fields, { digest, given })),
    canBeMended,
  );
  if ("problem" in made) {
    const named = await nameGiven(parts, given, context);
    const form = formOf(kind, fields, { fields: digest, given: named });
    const view = { kind, form, problem: made.problem };
    return server.oncePage(context, () => newChannelPage(view), 400);
  }
  const { channel, secret } = made.value;
  if (secret !== undefined) return server.oncePage(context, () => secretPage(channel, secret));
  setFlash(context, parts.site, "channel-made");
  return context.redirect(`${path}/${channel.id}`, 303);
}

async function show(
  parts: WebParts,
  server: PageServer,
  context: WebContext,
  channel: Channel,
  wrong?: { readonly problem: string; readonly form?: ChannelForm },
): Promise<Response> {
  const posts = await requireChannels(parts).posts(channel.owner, channel.id);
  const fields = digestFieldsOf(channel, blankFields(parts));
  const given = isGiven(channel.subject) ? channel.subject : undefined;
  const form = formOf(channel.kind, channelFieldsOf(channel), { fields, given }, true);
  const view = { channel, posts, form, ...wrong };
  return server.oncePage(context, (frame) => channelPage(frame, view), wrong ? 400 : 200);
}

async function act(parts: WebParts, server: PageServer, context: WebContext): Promise<Response> {
  const channels = requireChannels(parts);
  const channel = await requireChannel(parts, context);
  const { id, owner } = channel;
  const what = (await readForm(context))("do") || "save";
  if (what === "save") return save(parts, server, context, channel);
  if (what === "remove") {
    await channels.remove(owner, id);
    setFlash(context, parts.site, "channel-removed");
    return context.redirect(path, 303);
  }
  if (what === "test") {
    const problem = await problemOf(() => channels.test(owner, id), ["unavailable", "invalid"]);
    if (problem !== undefined) return show(parts, server, context, channel, { problem });
    setFlash(context, parts.site, "channel-tested");
  } else {
    await channels.pause(owner, id, what === "pause");
    setFlash(context, parts.site, "saved");
  }
  return context.redirect(`${path}/${id}`, 303);
}

async function save(
  parts: WebParts,
  server: PageServer,
  context: WebContext,
  channel: Channel,
): Promise<Response> {
  const { account } = requireViewer(context);
  const before = digestFieldsOf(channel, blankFields(parts));
  const fields = await readChannelFields(context);
  const { fields: digest, given } = await readFields(context, before);
  const changed = await attempt(async () => {
    const { address, ...wish } = toChannelWish(channel.kind, fields, { digest, given });
    const isMoved = Object.keys(address).length > 0;
    const change = { ...wish, ...(isMoved && { address }) };
    return requireChannels(parts).change(account, channel.id, change);
  }, canBeMended);
  if ("problem" in changed) {
    const named = isGiven(channel.subject) ? channel.subject : undefined;
    const form = formOf(channel.kind, fields, { fields: digest, given: named }, true);
    return show(parts, server, context, channel, { problem: changed.problem, form });
  }
  setFlash(context, parts.site, "saved");
  return context.redirect(`${path}/${channel.id}`, 303);
}

function formOf(
  kind: ChannelKind,
  fields: ChannelFields,
  digest: Pick<DigestForm, "fields" | "given">,
  isThere = false,
): ChannelForm {
  const form = { ...digest, isAccount: true, interestsPath: INTERESTS_PATH, mostPapers: 20 };
  return { service: serviceHelp[kind], fields, digest: form, isThere };
}
