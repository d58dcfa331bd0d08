import type { Viewer } from "#accounts";
import type { Actor, Community, PageRequest } from "#community";
import type { PaperId, PaperWithTally } from "#papers";
import { AppError } from "#platform";
import { type ListFormat, listFormats } from "../lists/index.ts";
import type { WebParts } from "../parts.ts";
import { isOpen, type OpenParts } from "../views/comments-view.ts";
import type { WebContext } from "../web-context.ts";

/** Who asks; the gate has seen to it that somebody does. */
export function requireViewer(context: WebContext): Viewer {
  const viewer = context.get("viewer");
  if (viewer) return viewer;
  throw new AppError("unauthenticated", "Sign in first.");
}

/** Whoever asks, as the community sees them. */
export function actorOf(context: WebContext): Actor {
  const { account } = requireViewer(context);
  return { account, network: context.get("origin").network };
}

/** @throws AppError `not_found` where papers are only shown. */
export function requireOpen(parts: WebParts): OpenParts {
  if (isOpen(parts)) return parts;
  throw new AppError("not_found", "There is nothing at this address.");
}

/** @throws AppError as `requireOpen`. */
export function requireCommunity(parts: WebParts): Community {
  return requireOpen(parts).community;
}

/**
 * The paper that an address names, by any of its names.
 *
 * @throws AppError `not_found` when there is none.
 */
export async function requirePaper(parts: WebParts, context: WebContext): Promise<PaperWithTally> {
  const asked = context.req.param("id") ?? "";
  const id = (await parts.papers.resolve(asked)) ?? (asked as PaperId);
  return findPaper(parts, id, asked);
}

/** As `requirePaper`, where the id is enough. */
export async function requirePaperId(parts: WebParts, context: WebContext): Promise<PaperId> {
  return (await requirePaper(parts, context)).id;
}

/**
 * @param asked the name to give back when there is no such paper.
 * @throws AppError `not_found`
 */
export async function findPaper(
  { papers }: Pick<WebParts, "papers">,
  id: PaperId,
  asked: string = id,
): Promise<PaperWithTally> {
  const paper = await papers.find(id);
  if (paper) return paper;
  throw new AppError("not_found", `There is no paper “${asked}” here.`);
}

/** The part of a list that an address asks for: what comes after the page before. */
export function pageIn(context: WebContext): PageRequest {
  const cursor = context.req.query("after");
  return cursor === undefined ? {} : { cursor };
}

/** @throws AppError `not_found` for a format that only papers have. */
export function listFormatOf({ env }: WebContext): ListFormat | undefined {
  const format = listFormats.find((one) => one === env.format);
  if (format || !env.format) return format;
  throw new AppError("not_found", "A list has no such format; see /feeds.");
}
