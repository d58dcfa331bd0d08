/** A piece of a title or abstract once its TeX is understood. */
export type TexNode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "styled"; readonly style: TextStyle; readonly children: readonly TexNode[] }
  | { readonly kind: "link"; readonly url: string; readonly children: readonly TexNode[] }
  | { readonly kind: "math"; readonly source: string; readonly isDisplay: boolean };

export type TextStyle = "strong" | "em" | "code" | "sup" | "sub";
