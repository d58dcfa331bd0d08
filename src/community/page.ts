/** One page of a list that is read along its key; `next` is absent at the end. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

export interface PageRequest {
  /** `next` of the page before. */
  readonly cursor?: string;
  /** 1 to 100. */
  readonly limit?: number;
}
