import { setImmediate } from "node:timers/promises";
import type { AccountId } from "#accounts";
import type { PickedReply, PickList, PickRequest } from "../picks.ts";
import type { PicksParts } from "../picks-parts.ts";
import { accountOf } from "../reader.ts";
import { plainComment } from "./plain-comment.ts";
import { type Span, spanOf } from "./span.ts";

type Parts = Pick<PicksParts, "community" | "people" | "timeZone">;

/** Answers to what each reader has written, in the order of the requests. */
export async function findReplies(
  parts: Parts,
  requests: readonly PickRequest[],
): Promise<PickList[]> {
  const spans = requests.map((request) => spanOf(request, parts.timeZone));
  const bySpan = Map.groupBy(requests.keys(), (at) => `${spans[at]!.after} ${spans[at]!.until}`);
  const lists = new Map<number, PickList>();
  for (const places of bySpan.values()) {
    const ids = places.flatMap((at) => accountOf(requests[at]!.reader) ?? []);
    const answers = await read(parts, ids, spans[places[0]!]!);
    for (const at of places) {
      const own = answers.get(accountOf(requests[at]!.reader) ?? ("" as AccountId)) ?? [];
      const replies = own.slice(0, requests[at]!.limit);
      lists.set(at, { picks: [], replies, total: own.length });
    }
    await setImmediate();
  }
  return requests.map((_, at) => lists.get(at)!);
}

/** Those that came in the span, oldest first, by whom they answer. */
async function read(
  { community, people }: Parts,
  ids: readonly AccountId[],
  span: Span,
): Promise<ReadonlyMap<AccountId, PickedReply[]>> {
  const answers = await community.comments.answersTo([...new Set(ids)], span);
  const persons = await people.findMany([...new Set(answers.map(({ comment }) => comment.author))]);
  const shown = answers.filter(({ comment }) => persons.get(comment.author)?.state === "active");
  const byReader = Map.groupBy(shown, ({ to }) => to);
  return new Map(
    [...byReader].map(([to, own]) => [
      to,
      own.map(({ comment }) => ({
        commentId: comment.id,
        paperId: comment.paperId,
        by: persons.get(comment.author)!.name,
        text: plainComment(comment.body),
        at: comment.createdAt,
      })),
    ]),
  );
}
