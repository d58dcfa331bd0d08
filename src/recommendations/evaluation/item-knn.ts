/**
 * Cosine of papers over their readers, all neighbours of all papers of a library added up
 * (Deshpande & Karypis 2004).
 */
export function createItemKnn(
  libraries: readonly Uint32Array[],
  papers: number,
): (library: readonly number[]) => Float32Array {
  const readers: number[][] = Array.from({ length: papers }, () => []);
  libraries.forEach((library, reader) => {
    for (const paper of library) readers[paper]!.push(reader);
  });
  return (library) => {
    const scores = new Float32Array(papers);
    for (const paper of library) {
      const scale = readers[paper]!.length ** -0.5;
      for (const reader of readers[paper]!) {
        for (const other of libraries[reader]!) scores[other]! += scale;
      }
    }
    readers.forEach((of, paper) => {
      if (of.length > 0) scores[paper]! *= of.length ** -0.5;
    });
    return scores;
  };
}
