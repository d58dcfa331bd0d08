/** What a page is asked for: its address, and who asks. */
export interface PageRequest {
  readonly name: PageName;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export const pageNames = ["edition, signed in", "edition, anonymous", "500 comments"] as const;
export type PageName = (typeof pageNames)[number];

/** What a server tells the process that started it. */
export type ServerMessage =
  | { readonly kind: "ready"; readonly url: string; readonly pages: readonly PageRequest[] }
  | { readonly kind: "usage"; readonly usage: NodeJS.CpuUsage };
