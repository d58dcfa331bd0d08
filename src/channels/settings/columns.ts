import type { Account } from "#accounts";
import type { Subject } from "#picks";
import { AppError } from "#platform";
import type { ChannelWish } from "../channels.ts";
import type { RunParts } from "../deliveries/run-parts.ts";
import type { ChannelRow } from "../store.ts";
import { addressOf, toChannel } from "./channel-row.ts";
import { checkAddress } from "./check-address.ts";
import { checkWish, type PlainWish } from "./check-wish.ts";

/** The columns that say what a channel was asked for. @throws AppError `invalid`. */
export async function newColumns(parts: RunParts, owner: Account, wish: ChannelWish) {
  const plain = checkWish(wish);
  return {
    ...plainColumns(plain),
    ...addressColumns(parts, wish.kind, wish.address),
    ...(await subjectColumns(parts, owner, wish.subject)),
  };
}

/** The columns that a change is of; whatever of the address is not given stays. */
export async function changeColumns(
  parts: RunParts,
  owner: Account,
  row: ChannelRow,
  change: Partial<ChannelWish>,
) {
  const now = toChannel(row, parts.seal);
  if (change.kind !== undefined && change.kind !== now.kind) {
    throw new AppError("invalid", "A channel keeps its service; make another one instead.");
  }
  const { title, schedule, papers, filter, daysAgo } = { ...now, ...change };
  const plain = checkWish({ kind: now.kind, title, schedule, papers, filter, daysAgo });
  const address = change.address && { ...addressOf(row, parts.seal), ...change.address };
  return {
    ...plainColumns(plain),
    ...(address && addressColumns(parts, now.kind, address)),
    ...(change.subject && (await subjectColumns(parts, owner, change.subject))),
  };
}

function plainColumns({ title, schedule, papers, filter, daysAgo }: PlainWish) {
  return {
    title,
    filter: JSON.stringify(filter),
    cadence: schedule.cadence,
    weekday: schedule.weekday,
    hour: schedule.hour,
    time_zone: schedule.timeZone,
    papers,
    days_ago: daysAgo,
  };
}

function addressColumns(
  { client, settings, seal }: RunParts,
  kind: ChannelWish["kind"],
  address: ChannelWish["address"],
) {
  const checked = checkAddress(kind, address, { client, inside: settings.inside });
  return { address: seal.close(JSON.stringify(checked)) };
}

async function subjectColumns({ picks }: RunParts, owner: Account, { kind, target }: Subject) {
  const named = await picks.name({ kind, target }, owner.id);
  return {
    subject_kind: named.kind,
    subject_target: named.target,
    subject_label: named.label,
  };
}
