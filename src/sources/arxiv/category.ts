const CATEGORY = /^[a-z]+(-[a-z]+)?(\.[A-Za-z]{2}|\.[a-z]+(-[a-z]+)*)?$/;

/** The arXiv categories among the terms (MSC and ACM classes stand beside them), primary first. */
export function arxivCategories(
  terms: readonly (string | undefined)[],
  primary?: string | undefined,
): string[] {
  const named = [primary, ...terms]
    .map((term) => term?.trim())
    .filter((term) => term !== undefined && CATEGORY.test(term));
  return [...new Set(named as string[])];
}

/** Whether the authors' remark says that the paper is withdrawn. */
export function saysWithdrawn(remark: string | undefined): boolean {
  if (remark === undefined) return false;
  return /\b(paper|article|submission|manuscript|preprint|has been|is) (has been |is |was )?withdrawn\b/i.test(
    remark.slice(0, 2000),
  );
}
