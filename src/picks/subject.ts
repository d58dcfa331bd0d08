/** What somebody wants papers of. */
export const subjectKinds = [
  "edition",
  "field",
  "category",
  "topic",
  "search",
  "author",
  "org",
  "collection",
  "for-me",
  "replies",
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export interface Subject {
  readonly kind: SubjectKind;
  /**
   * `edition`, `for-me`, `replies`: empty. `field`: an archive such as `cs` or `q-bio`, all its
   * categories. `category`: `cs.CL`. `topic`: a few words. `search`: the query string of the
   * search page (`q=…&category=…`). `author`, `org`: a slug. `collection`: its id.
   */
  readonly target: string;
}

/** A subject as people read it. */
export interface NamedSubject extends Subject {
  /** "Papers about graph neural networks", "For you", "The daily edition". */
  readonly label: string;
}

/** What is left out of a list; everything must hold. */
export interface PickFilter {
  /** Any of these. */
  readonly categories?: readonly string[];
  readonly minUpvotes?: number;
  readonly has?: readonly ("code" | "data" | "model" | "project" | "comments")[];
  /** None of these words in the title or abstract. */
  readonly withoutWords?: readonly string[];
}
