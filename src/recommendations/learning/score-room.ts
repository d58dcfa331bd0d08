/** Arrays for scores, used again by the next reader. */
export interface ScoreRoom {
  /** Zeros, which hold until `free`. */
  take(count: number): Float32Array;
  /** Takes back all that were given. */
  free(): void;
}

export function createScoreRoom(): ScoreRoom {
  const arrays: Float32Array[] = [];
  let given = 0;
  return {
    take(count) {
      let array = arrays[given];
      if (!array || array.length < count) array = new Float32Array(count);
      arrays[given] = array;
      given += 1;
      return array.subarray(0, count).fill(0);
    },
    free() {
      given = 0;
    },
  };
}
