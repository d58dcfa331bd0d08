import { GrowableUint32 } from "../engine/growable.ts";
import type { ListColumn, ListName } from "../engine/segment.ts";
import { packStrings, stringAt } from "../engine/string-table.ts";
import { GONE, type MergePart } from "./live-documents.ts";
import { mergeStrings } from "./merge-strings.ts";

/** One list column of all parts; a value keeps the label of the first part that has it. */
export function mergeList(parts: readonly MergePart[], name: ListName): ListColumn {
  const slugs = mergeStrings(parts.map(({ segment }) => segment.lists[name].slugs));
  const labels = new Array<string>(slugs.strings.length);
  const starts = new GrowableUint32();
  const values = new GrowableUint32();
  starts.push(0);
  for (const [at, { segment, renumbered }] of parts.entries()) {
    const list = segment.lists[name];
    const places = slugs.places[at]!;
    for (let value = 0; value < places.length; value++) {
      labels[places[value]!] ??= stringAt(list.labels, value);
    }
    for (let old = 0; old < renumbered.length; old++) {
      if (renumbered[old] === GONE) continue;
      for (let place = list.starts[old]!; place < list.starts[old + 1]!; place++) {
        values.push(places[list.values[place]!]!);
      }
      starts.push(values.length);
    }
  }
  return {
    slugs: packStrings(slugs.strings),
    labels: packStrings(labels),
    starts: starts.view(),
    values: values.view(),
  };
}
