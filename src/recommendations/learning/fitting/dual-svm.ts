import type { Gram } from "../likeness/gram.ts";
import { createRandom, shuffle } from "../random.ts";

/** Examples of one plane: rows of a Gram matrix. */
export interface Examples {
  readonly rows: Uint32Array;
  /** 1 liked, -1 not; by place in `rows`. */
  readonly signs: Int8Array;
  /** Cost of an error beside that of others, above 0. */
  readonly weights: Float32Array;
}

export interface SvmOptions {
  /** Cost of errors; both classes together cost alike, however many each has. */
  readonly cost: number;
  readonly maxPasses: number;
  /** Done when no example is further than this from its optimum. */
  readonly tolerance: number;
}

/**
 * Linear SVM with squared hinge loss and a bias that is penalised like a weight, as LIBLINEAR
 * fits it, by dual coordinate descent (Hsieh et al., ICML 2008) over a Gram matrix.
 *
 * @returns for each example its multiplier times its sign: the plane is the sum of the examples
 *   with these; the bias is their plain sum.
 */
export function fitSvm(gram: Gram, examples: Examples, options: SvmOptions): Float64Array {
  const { rows, signs } = examples;
  const count = rows.length;
  const slack = slacksOf(examples, options.cost);
  const duals = new Float64Array(count);
  const scores = gram.fast?.scores.fill(0) ?? new Float64Array(gram.size);
  const order = Uint32Array.from(rows, (_, at) => at);
  const random = createRandom(count);
  for (let pass = 0; pass < options.maxPasses; pass += 1) {
    shuffle(order, random);
    let worst = 0;
    for (let next = 0; next < count; next += 1) {
      const at = order[next]!;
      const row = rows[at]!;
      const sign = signs[at]!;
      const dual = duals[at]! * sign;
      const gradient = sign * scores[row]! - 1 + dual * slack[at]!;
      const violation = dual === 0 ? Math.min(gradient, 0) : gradient;
      if (violation === 0) continue;
      worst = Math.max(worst, Math.abs(violation));
      const curvature = gram.values[row * gram.stride + row]! + 1 + slack[at]!;
      const after = Math.max(dual - gradient / curvature, 0);
      duals[at] = after * sign;
      addRow(gram, row, (after - dual) * sign, scores);
    }
    if (worst < options.tolerance) break;
  }
  return duals;
}

function addRow(
  { size, stride, values, fast }: Gram,
  row: number,
  step: number,
  scores: Float32Array | Float64Array,
): void {
  if (fast) {
    fast.addRow(row, step);
    return;
  }
  const start = row * stride;
  for (let at = 0; at < size; at += 1) scores[at]! += step * (values[start + at]! + 1);
}

/** 1 / (2 C) of each example, its class balanced against the other. */
function slacksOf({ signs, weights }: Examples, cost: number): Float64Array {
  let liked = 0;
  let others = 0;
  weights.forEach((weight, at) => {
    if (signs[at]! > 0) liked += weight;
    else others += weight;
  });
  const total = liked + others;
  return Float64Array.from(weights, (weight, at) => {
    const balance = total / (2 * (signs[at]! > 0 ? liked : others));
    return 1 / (2 * cost * balance * weight);
  });
}
