import type { AccountId } from "#accounts";
import type { Cadence, PickFilter, Schedule, SubjectKind } from "#picks";
import type { Channel, ChannelKind, ChannelPost, ChannelWish } from "../channels.ts";
import type { Post } from "../posts/post.ts";
import type { ChannelRow, PostRow } from "../store.ts";
import { placeOf } from "./check-address.ts";
import type { Seal } from "./seal.ts";

export function toChannel(row: ChannelRow, seal: Seal): Channel {
  const address = addressOf(row, seal);
  const kind = row.kind as ChannelKind;
  return {
    id: row.channel_id,
    owner: row.account_id as AccountId,
    kind,
    title: row.title,
    place: address ? placeOf(kind, address) : "an address that can not be read any more",
    subject: {
      kind: row.subject_kind as SubjectKind,
      target: row.subject_target,
      label: row.subject_label,
    },
    schedule: scheduleOf(row),
    papers: row.papers,
    filter: JSON.parse(row.filter) as PickFilter,
    daysAgo: row.days_ago,
    state: row.state as Channel["state"],
    createdAt: row.created_at,
    ...(row.failing_since !== null && { failingSince: row.failing_since }),
    ...(row.last_error !== null && { lastError: row.last_error }),
    ...(row.last_post_at !== null && { lastPostAt: row.last_post_at }),
    ...(row.next_due_at !== null && row.cadence !== "at-once" && { nextDueAt: row.next_due_at }),
  };
}

export function scheduleOf(row: ChannelRow): Schedule {
  return {
    cadence: row.cadence as Cadence,
    weekday: row.weekday,
    hour: row.hour,
    timeZone: row.time_zone,
  };
}

/** @returns `undefined` where the secret of the data folder is another one now. */
export function addressOf(row: ChannelRow, seal: Seal): ChannelWish["address"] | undefined {
  const text = seal.open(row.address);
  return text === undefined ? undefined : (JSON.parse(text) as ChannelWish["address"]);
}

export function contentOf({ content }: Pick<PostRow, "content">): Post | undefined {
  return content === "" ? undefined : (JSON.parse(content) as Post);
}

export function toChannelPost(row: PostRow): ChannelPost {
  const content = contentOf(row);
  return {
    period: row.period,
    state: row.state as ChannelPost["state"],
    papers: content?.papers.length ?? 0,
    attempts: row.attempts,
    at: row.sent_at ?? row.due_at,
    ...(row.last_error !== null && { lastError: row.last_error }),
  };
}
