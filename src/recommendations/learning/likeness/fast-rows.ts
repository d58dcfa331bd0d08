import { bindKernel } from "./kernels/bind-kernel.ts";

/** Adds rows of a Gram matrix to scores. */
export interface FastRows {
  readonly scores: Float32Array;
  /** Adds to each score `step` times one more than each number of the row. */
  addRow(row: number, step: number): void;
}

/** Room for square matrices whose rows a kernel reads. */
export interface RowRoom {
  readonly values: Float32Array;
  /** The matrix of `size` rows whose first number is that of row and column `first`. */
  from(first: number, size: number): FastRows;
}

const PAGE_BYTES = 65_536;
/** The kernel takes eight numbers at a time, and so up to seven that are of no row. */
const BEYOND = 7;

/** Room for `stride` times `stride` numbers; `undefined` where the machine has no such kernel. */
export function bindRows(stride: number): RowRoom | undefined {
  const count = stride + BEYOND;
  const valuesAt = Math.ceil(count / 4) * 16;
  const initial = Math.ceil((valuesAt + (stride * stride + BEYOND) * 4) / PAGE_BYTES);
  const memory = new WebAssembly.Memory({ initial, maximum: initial });
  const kernel = bindKernel("gram", memory);
  if (!kernel) return undefined;
  const scores = new Float32Array(memory.buffer, 0, count);
  return {
    values: new Float32Array(memory.buffer, valuesAt, stride * stride),
    from(first, size) {
      const start = valuesAt + first * (stride + 1) * 4;
      return {
        scores,
        addRow: (row, step) => kernel.addRow(start + row * stride * 4, size, step, 0),
      };
    },
  };
}
