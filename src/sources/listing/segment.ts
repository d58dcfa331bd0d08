import { abstractOdds } from "./looks.ts";

/** A line or a block of lines of the page. */
export interface Unit {
  readonly text: string;
  readonly line: number;
}

export type Role = "title" | "abstract";

/** What it costs to see two units of one role in a row: no abstract; one of two paragraphs. */
const REPEAT_COST = 4;
/** What it costs that a page, or what follows a footer, does not begin with a title. */
const START_COST = 6;
/** What it costs that the last title before a footer has no abstract. */
const END_COST = 1.5;
/** Units after which the better reading is taken, though another is still open. */
const MAX_WAITING = 64;

interface Path {
  readonly cost: number;
  /** Roles of the units that are not yet decided. */
  readonly roles: readonly Role[];
}

export interface Segmenter {
  take(unit: Unit): void;
  /** Decides everything taken so far: a paper ends here. */
  cut(): void;
}

/**
 * Tells titles from abstracts: of all ways to read the units, the one that goes against their looks
 * and against "title, abstract, title, abstract" the least (Viterbi's algorithm). A unit is handed
 * over as soon as every reading that is still open agrees on it.
 */
export function createSegmenter(onUnit: (unit: Unit, role: Role) => void): Segmenter {
  let waiting: Unit[] = [];
  let paths: Record<Role, Path> | undefined;

  const decide = (roles: readonly Role[]) => {
    for (const role of roles) {
      const unit = waiting.shift();
      if (unit) onUnit(unit, role);
    }
  };
  return {
    take(unit) {
      waiting.push(unit);
      paths = extend(paths, abstractOdds(unit.text));
      const { title, abstract } = paths;
      const better = title.cost < abstract.cost ? title : abstract;
      const isFull = waiting.length >= MAX_WAITING;
      const agreed = isFull
        ? better.roles.slice(0, MAX_WAITING / 2)
        : commonStart(title.roles, abstract.roles);
      if (agreed.length === 0) return;
      decide(agreed);
      paths = { title: drop(title, agreed), abstract: drop(abstract, agreed) };
    },
    cut() {
      if (paths) {
        const { title, abstract } = paths;
        decide((title.cost + END_COST < abstract.cost ? title : abstract).roles);
      }
      paths = undefined;
      waiting = [];
    },
  };
}

function extend(paths: Record<Role, Path> | undefined, odds: number): Record<Role, Path> {
  const costs = { title: Math.max(0, odds), abstract: Math.max(0, -odds) };
  if (!paths) {
    return {
      title: { cost: costs.title, roles: ["title"] },
      abstract: { cost: costs.abstract + START_COST, roles: ["abstract"] },
    };
  }
  const best = (role: Role): Path => {
    const other = role === "title" ? paths.abstract : paths.title;
    const same = paths[role];
    const from = other.cost <= same.cost + REPEAT_COST ? other : same;
    const cost = Math.min(other.cost, same.cost + REPEAT_COST) + costs[role];
    return { cost, roles: [...from.roles, role] };
  };
  return { title: best("title"), abstract: best("abstract") };
}

function commonStart(one: readonly Role[], other: readonly Role[]): readonly Role[] {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return one.slice(0, length);
}

function drop(path: Path, agreed: readonly Role[]): Path {
  return { cost: path.cost, roles: path.roles.slice(agreed.length) };
}
