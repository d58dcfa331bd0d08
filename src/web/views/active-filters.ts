import { texToText, venueLabel } from "#papers";
import { listFilters, type SearchState } from "#search";

/** A filter in force: what it is, and the address without it. */
export interface ActiveFilter {
  readonly label: string;
  /** Words that stand before the value in a sentence: `the venue`. */
  readonly noun: string;
  readonly without: SearchState;
}

const nouns = {
  category: "the category",
  venue: "the venue",
  org: "the organisation",
  author: "the author",
  has: "",
};

export function listActiveFilters(state: SearchState): ActiveFilter[] {
  const lists = listFilters.flatMap((name) =>
    state[name].map((value) => ({
      label: filterLabel(name, value),
      noun: nouns[name],
      without: { ...state, [name]: state[name].filter((one) => one !== value), page: 1 },
    })),
  );
  if (state.from || state.to) {
    const label = [state.from, state.to].filter(Boolean).join("–");
    const span = state.from && state.to ? label : state.from ? `since ${label}` : `until ${label}`;
    const without = { ...state, from: "", to: "", page: 1 };
    lists.unshift({
      label: state.from === state.to ? state.from : span,
      noun: "the dates",
      without,
    });
  }
  return lists;
}

function filterLabel(name: (typeof listFilters)[number], value: string): string {
  if (name === "venue") return venueLabel(value);
  return name === "has" ? `has ${value}` : texToText(value);
}
