import { GrowableUint32 } from "./growable.ts";
import type { ListColumn } from "./segment.ts";
import { packStrings } from "./string-table.ts";
import { sortedOrder } from "./term-interner.ts";

/** Gathers the values of one list column, document after document. */
export interface ListBuilder {
  add(values: readonly { readonly slug: string; readonly label: string }[]): void;
  finish(): ListColumn;
}

/** A value keeps the label it was first seen with; a document holds each value once. */
export function createListBuilder(): ListBuilder {
  const numbers = new Map<string, number>();
  const slugs: string[] = [];
  const labels: string[] = [];
  const starts = new GrowableUint32();
  const values = new GrowableUint32();
  starts.push(0);
  return {
    add: (entries) => {
      const seen = new Set<number>();
      for (const { slug, label } of entries) {
        if (slug === "") continue;
        let number = numbers.get(slug);
        if (number === undefined) {
          number = slugs.push(slug) - 1;
          labels.push(label);
          numbers.set(slug, number);
        }
        if (!seen.has(number)) values.push(number);
        seen.add(number);
      }
      starts.push(values.length);
    },
    finish: () => {
      const order = sortedOrder(slugs, 0);
      const places = new Uint32Array(slugs.length);
      for (const [place, number] of order.entries()) places[number] = place;
      return {
        slugs: packStrings(Array.from(order, (number) => slugs[number]!)),
        labels: packStrings(Array.from(order, (number) => labels[number]!)),
        starts: starts.view().slice(),
        values: values.view().map((number) => places[number]!),
      };
    },
  };
}
