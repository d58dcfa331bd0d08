import type { Pooling } from "./encoder-settings.ts";

/** What the process that runs a model is told first. */
export interface ModelOrder {
  readonly kind: "load";
  /** The package's entry file. */
  readonly entry: string;
  /** Where the model is: a folder, or the hub and a folder for what comes from there. */
  readonly source:
    | { readonly folder: string }
    | { readonly hubName: string; readonly cacheDir: string };
  readonly precision: string;
  readonly pooling: Pooling;
  /** 0 (as important as the site) to 19. */
  readonly niceness: number;
}

export interface TextsOrder {
  readonly kind: "encode";
  readonly id: number;
  readonly texts: readonly string[];
}

export type Order = ModelOrder | TextsOrder;

export type Report =
  | { readonly kind: "progress"; readonly message: string }
  | { readonly kind: "loaded" }
  | { readonly kind: "vectors"; readonly id: number; readonly vectors: readonly Float32Array[] }
  /** Without `id`: the model could not be loaded. */
  | { readonly kind: "failed"; readonly id?: number; readonly message: string };
