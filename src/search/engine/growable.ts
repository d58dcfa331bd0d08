/** A list of 32-bit unsigned integers that doubles as it grows; far smaller than an array. */
export class GrowableUint32 {
  values: Uint32Array<ArrayBuffer>;
  length = 0;

  constructor(capacity = 1024) {
    this.values = new Uint32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.values.length) this.#grow(this.length + 1);
    this.values[this.length++] = value;
  }

  /** Makes room so that index `at` can be written; new places hold 0. */
  reach(at: number): void {
    if (at >= this.values.length) this.#grow(at + 1);
    if (at >= this.length) this.length = at + 1;
  }

  /** The filled part; not a copy. */
  view(): Uint32Array {
    return this.values.subarray(0, this.length);
  }

  #grow(needed: number): void {
    const larger = new Uint32Array(Math.max(needed, this.values.length * 2));
    larger.set(this.values);
    this.values = larger;
  }
}

/** The same for bytes. */
export class GrowableBytes {
  values: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(capacity = 4096) {
    this.values = new Uint8Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Uint8Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  view(): Uint8Array {
    return this.values.subarray(0, this.length);
  }
}
