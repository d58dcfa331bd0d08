import { joinIn } from "./joins.ts";
import type { Member } from "./member.ts";

/** Records of one paper, by `recordKey`, and those among them that lend it its id. */
export interface Union {
  readonly members: readonly Member[];
  readonly root: readonly Member[];
}

/**
 * Makes one of the parts that moderators have joined; depends on the parts and the joins
 * alone. A record that was taken out by hand stays out.
 *
 * @param parts each sorted by `recordKey`.
 */
export function unite(parts: readonly (readonly Member[])[]): Union[] {
  const links = linksBetween(parts);
  if (links.length === 0) return parts.map((part) => ({ members: part, root: part }));
  const homes = parts.map((_, index) => index);
  const homeOf = (index: number): number => {
    let home = index;
    while (homes[home] !== home) home = homes[home]!;
    return home;
  };
  for (const { from, into } of links) homes[homeOf(from)] = homeOf(into);
  const given = new Set(links.map(({ from }) => from));
  return [...Map.groupBy(parts.keys(), homeOf).values()].map((indexes) => {
    // Where joins lead in a circle, any of them may lend its id: the first does.
    const root = indexes.find((index) => !given.has(index)) ?? indexes[0]!;
    const members = indexes.flatMap((index) => parts[index]!).sort(byKey);
    return { members, root: parts[root]! };
  });
}

/** The joins as pairs of places in `parts`, in an order that the parts alone decide. */
function linksBetween(parts: readonly (readonly Member[])[]) {
  const placeOf = new Map<string, number>();
  const marks = new Set<string>();
  for (const [index, part] of parts.entries()) {
    for (const member of part) {
      if (!member.joins || member.isApart) continue;
      placeOf.set(member.identity.recordKey, index);
      for (const mark of member.joins) marks.add(mark);
    }
  }
  return [...marks].sort().flatMap((mark) => {
    const join = joinIn(mark);
    const from = join && placeOf.get(join.from);
    const into = join && placeOf.get(join.into);
    return from === undefined || into === undefined || from === into ? [] : [{ from, into }];
  });
}

function byKey(a: Member, b: Member): number {
  return a.identity.recordKey < b.identity.recordKey ? -1 : 1;
}
