import { type Channel, type ChannelKind, type ChannelWish, channelKinds } from "#channels";
import type { DigestSettings } from "#digests";
import type { PickFilter, Subject } from "#picks";
import { type ChannelFields, havings } from "../../pages/channels/channel-form.ts";
import type { DigestFields } from "../../pages/digests/digest-form.ts";
import type { WebContext } from "../../web-context.ts";
import { fieldsOf, toWish } from "../digests/digest-fields.ts";
import { readForm } from "../forms.ts";

export function kindOf(text: string | undefined): ChannelKind | undefined {
  return channelKinds.find((kind) => kind === text);
}

export const blankChannel: ChannelFields = {
  title: "",
  url: "",
  token: "",
  room: "",
  daysAgo: "0",
  categories: "",
  minUpvotes: "",
  withoutWords: "",
  has: [],
};

/** A channel as its form shows it; what is secret is not there. */
export function channelFieldsOf({ title, daysAgo, filter }: Channel): ChannelFields {
  const { categories = [], minUpvotes, withoutWords = [], has = [] } = filter;
  return {
    ...blankChannel,
    title,
    daysAgo: String(daysAgo),
    categories: categories.join(" "),
    minUpvotes: minUpvotes === undefined ? "" : String(minUpvotes),
    withoutWords: withoutWords.join(", "),
    has,
  };
}

/** What the form of a digest shows of a channel. */
export function digestFieldsOf(channel: Channel, blank: DigestFields): DigestFields {
  return fieldsOf({ ...channel, route: "feed" } as unknown as DigestSettings, blank);
}

export async function readChannelFields(context: WebContext): Promise<ChannelFields> {
  const read = await readForm(context);
  const has = [(await context.req.parseBody({ all: true })).has].flat();
  return {
    title: read("title"),
    url: read("url"),
    token: read("token"),
    room: read("room"),
    daysAgo: read("daysAgo") || "0",
    categories: read("categories"),
    minUpvotes: read("minUpvotes"),
    withoutWords: read("withoutWords"),
    has: Object.keys(havings).filter((one) => has.includes(one)),
  };
}

/** @throws AppError `invalid` when the fields name no subject. */
export function toChannelWish(
  kind: ChannelKind,
  fields: ChannelFields,
  { digest, given }: { digest: DigestFields; given: Subject | undefined },
): ChannelWish {
  const { subject, schedule, papers } = toWish(digest, given);
  const { url, token, room } = fields;
  return {
    kind,
    title: fields.title,
    address: { ...(url && { url }), ...(token && { token }), ...(room && { room }) },
    subject,
    schedule,
    papers,
    filter: filterOf(fields),
    daysAgo: whole(fields.daysAgo),
  };
}

function filterOf({ categories, minUpvotes, withoutWords, has }: ChannelFields): PickFilter {
  return {
    categories: parts(categories, /[\s,]+/),
    ...(minUpvotes !== "" && { minUpvotes: whole(minUpvotes) }),
    withoutWords: parts(withoutWords, /,/),
    has: has as NonNullable<PickFilter["has"]>,
  };
}

function parts(text: string, between: RegExp): string[] {
  return text
    .split(between)
    .map((part) => part.trim())
    .filter(Boolean);
}

/** −1 for what is no number, which nothing takes. */
function whole(text: string): number {
  return /^\d{1,6}$/.test(text) ? Number(text) : -1;
}
