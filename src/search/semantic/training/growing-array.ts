/** A list of integers that doubles its memory as it grows. */
export interface GrowingArray {
  readonly length: number;
  push(value: number): void;
  /** A copy that is exactly as long as needed. */
  toArray(): Int32Array;
}

export function createGrowingArray(): GrowingArray {
  let values = new Int32Array(1024);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === values.length) {
        const larger = new Int32Array(length * 2);
        larger.set(values);
        values = larger;
      }
      values[length] = value;
      length += 1;
    },
    toArray: () => values.slice(0, length),
  };
}
