/** Ridge regression within days, on sparse features, by conjugate gradients. */

/** Named values of one item. */
export type Column<Item> = (item: Item) => readonly (readonly [string, number])[];

interface Problem<Item> {
  readonly days: readonly (readonly Item[])[];
  readonly columns: readonly Column<Item>[];
  readonly target: (day: readonly Item[]) => readonly number[];
  readonly penalty: number;
}

const MOST_STEPS = 300;
const SMALL_ENOUGH = 1e-10;

/** Weights that explain how items differ from the mean of their own day. */
export function fitRidge<Item>(problem: Problem<Item>): Map<string, number> {
  const { days, columns, target, penalty } = problem;
  const names = new Map<string, number>();
  const rows = days.map((day) =>
    day.map((item) =>
      columns
        .flatMap((column) => column(item))
        .map(([name, value]) => {
          if (!names.has(name)) names.set(name, names.size);
          return [names.get(name)!, value] as const;
        }),
    ),
  );
  const forward = (weights: Float64Array) =>
    rows.map((day) => {
      const sums = day.map((row) =>
        row.reduce((sum, [at, value]) => sum + value * weights[at]!, 0),
      );
      return centred(sums);
    });
  const back = (errors: readonly (readonly number[])[]) => {
    const gradient = new Float64Array(names.size);
    for (const [day, items] of rows.entries()) {
      for (const [item, row] of items.entries()) {
        for (const [at, value] of row) gradient[at]! += value * errors[day]![item]!;
      }
    }
    return gradient;
  };
  const apply = (weights: Float64Array) =>
    back(forward(weights)).map((value, at) => value + penalty * weights[at]!);
  const weights = solve(apply, back(days.map((day) => centred(target(day)))));
  return new Map([...names].map(([name, at]) => [name, weights[at]!]));
}

/** The solution of `apply(x) = right`, for a symmetric positive `apply`. */
function solve(apply: (x: Float64Array) => Float64Array, right: Float64Array): Float64Array {
  const solution = new Float64Array(right.length);
  const residual = right.slice();
  const direction = right.slice();
  let norm = dot(residual, residual);
  const enough = norm * SMALL_ENOUGH;
  for (let step = 0; step < MOST_STEPS && norm > enough; step += 1) {
    const image = apply(direction);
    const length = norm / dot(direction, image);
    for (const at of solution.keys()) {
      solution[at]! += length * direction[at]!;
      residual[at]! -= length * image[at]!;
    }
    const next = dot(residual, residual);
    for (const at of direction.keys()) {
      direction[at] = residual[at]! + (next / norm) * direction[at]!;
    }
    norm = next;
  }
  return solution;
}

function dot(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, value, at) => sum + value * other[at]!, 0);
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

const RAREST_WORD = 20;
const COMMONEST_SHARE = 0.35;

/** One feature for each word of the abstracts that is neither rare nor everywhere. */
export function wordColumns<Item extends { readonly abstract: string }>(
  items: readonly Item[],
): Column<Item>[] {
  const counts = new Map<string, number>();
  for (const item of items) {
    for (const word of wordsOf(item)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const isKept = (word: string) => {
    const count = counts.get(word) ?? 0;
    return count >= RAREST_WORD && count <= COMMONEST_SHARE * items.length;
  };
  return [
    (item) => {
      const words = [...wordsOf(item)].filter(isKept);
      return words.map((word) => [word, 1 / Math.sqrt(words.length)] as const);
    },
  ];
}

function wordsOf(item: { readonly abstract: string }): Set<string> {
  return new Set(item.abstract.toLowerCase().match(/[a-z][a-z0-9]+(?:-[a-z0-9]+)*/g) ?? []);
}
