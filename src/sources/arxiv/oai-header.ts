/** What the header of an OAI-PMH record says. */
export interface OaiHeader {
  readonly identifier: string;
  readonly sets: readonly string[];
}
