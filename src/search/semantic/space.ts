/** What is embedded of a paper; TeX already turned to text. */
export interface EmbeddableText {
  readonly title: string;
  readonly abstract: string;
}

/** A space in which texts about the same thing lie close. */
export interface SemanticSpace {
  /** Name and checksum; vectors of two spaces are never compared. */
  readonly identity: string;
  readonly dimensions: number;
  /** L2-normalised vector of a query; all zeros when it holds nothing the space knows. */
  embedQuery(text: string): Float32Array;
  /** L2-normalised vector of a paper. */
  embedPaper(paper: EmbeddableText): Float32Array;
}
