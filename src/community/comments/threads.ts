import type { Comment, Thread } from "./comments.ts";

/** Levels of answers shown within each other; deeper ones stand at the last of these. */
export const MAX_SHOWN_DEPTH = 6;
/** Of a 95 % interval. */
const Z = 1.96;

interface Node extends Comment {
  readonly answers: Node[];
}

/**
 * Comments, oldest first, as threads. Answers deeper than `MAX_SHOWN_DEPTH` follow the one at
 * that depth; their `parentId` says what they answer. `best`: by the lower bound of the share
 * of approval, then the earlier; `new`: newest first, the answers in the order of the talk.
 * Stones without a visible answer are left out.
 */
export function threadsOf(comments: readonly Comment[], sort: "best" | "new"): Thread[] {
  const nodes = new Map<string, Node>(
    comments.map((comment) => [comment.id, { ...comment, answers: [] }]),
  );
  const places = new Map<string, Place>();
  const roots: Node[] = [];
  for (const node of nodes.values()) {
    const { home } = placeOf(node, nodes, places);
    (home?.answers ?? roots).push(node);
  }
  return sort === "best" ? sorted(tidy(roots), 1) : tidy(roots).reverse();
}

/** Where a comment stands: how deep, and in whose answers. */
interface Place {
  readonly depth: number;
  readonly home: Node | undefined;
}

/** Comments of one instant come in any order, so that an answer may come before its parent. */
function placeOf(node: Node, nodes: ReadonlyMap<string, Node>, places: Map<string, Place>): Place {
  const known = places.get(node.id);
  if (known) return known;
  const parent = node.parentId === undefined ? undefined : nodes.get(node.parentId);
  const above = parent && placeOf(parent, nodes, places);
  const isDeep = above !== undefined && above.depth >= MAX_SHOWN_DEPTH;
  const place: Place = isDeep
    ? { depth: MAX_SHOWN_DEPTH, home: above.home }
    : { depth: (above?.depth ?? 0) + 1, home: parent };
  places.set(node.id, place);
  return place;
}

/** Without stones under which nothing is left. */
function tidy(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node) => {
    const answers = tidy(node.answers);
    if (node.state !== "shown" && answers.length === 0) return [];
    return [{ ...node, answers }];
  });
}

/** The last level stays in the order of the talk: it holds answers to each other. */
function sorted(nodes: readonly Node[], depth: number): Node[] {
  const ordered = depth < MAX_SHOWN_DEPTH ? nodes.toSorted(byApproval) : nodes;
  return ordered.map((node) => ({ ...node, answers: sorted(node.answers, depth + 1) }));
}

function byApproval(a: Node, b: Node): number {
  return approval(b) - approval(a) || (a.createdAt < b.createdAt ? -1 : 1);
}

/**
 * Lower bound of the share of `up` among the reactions that judge: a question is one that
 * does not approve.
 *
 * @see Wilson, "Probable inference, the law of succession, and statistical inference", 1927
 */
export function approval({ reactions }: Pick<Comment, "reactions">): number {
  const countOf = (kind: string) => reactions.find((one) => one.kind === kind)?.count ?? 0;
  const up = countOf("up");
  const all = up + countOf("question");
  if (all === 0) return 0;
  const share = up / all;
  const spread = Z * Math.sqrt((share * (1 - share) + (Z * Z) / (4 * all)) / all);
  return (share + (Z * Z) / (2 * all) - spread) / (1 + (Z * Z) / all);
}
