import { createHash } from "node:crypto";
import type { EmbeddableText } from "../space.ts";

/** What a text is to an encoder: many models are taught to tell the two apart. */
export type TextKind = "query" | "paper";

/** Which model encodes, and how it wants to be spoken to. */
export interface EncoderSettings {
  readonly kind: "openai" | "transformers";
  /** Name at the endpoint or on the hub, or a folder. */
  readonly model: string;
  /** `openai`: address before `/embeddings`. */
  readonly url: string;
  /** `openai`: bearer token; empty: none. Never logged. */
  readonly key: string;
  /** Set before a query or a paper, with a space between; empty: nothing. */
  readonly queryPrefix: string;
  readonly paperPrefix: string;
  /** Length that vectors are asked for or cut to; 0: as the model makes them. */
  readonly dimensions: number;
  /** Share of the encoder in the score of a hit, 0…1. */
  readonly weight: number;
  /** `transformers`: how the vectors of tokens become one. */
  readonly pooling: Pooling;
  /** `transformers`: which of the model's files, such as `q8` or `fp32`; empty: its default. */
  readonly precision: string;
}

export type Pooling = "mean" | "cls" | "last_token";

/** Longer texts are cut, in characters: models read a page or less. */
const MAX_CHARACTERS = 8_000;

/** A text as the encoder is to see it. */
export function promptOf(settings: EncoderSettings, kind: TextKind, text: string): string {
  const prefix = kind === "query" ? settings.queryPrefix : settings.paperPrefix;
  const cut = text.slice(0, MAX_CHARACTERS).toWellFormed();
  return prefix === "" ? cut : `${prefix} ${cut}`;
}

/** A paper as one text. */
export function paperText({ title, abstract }: EmbeddableText): string {
  return `${title}\n${abstract}`.trim();
}

/** Tells models apart whose vectors must not be compared: all that shapes a vector is in it. */
export function modelKey(settings: EncoderSettings): string {
  const { kind, model, queryPrefix, paperPrefix, dimensions, pooling, precision } = settings;
  const own = kind === "transformers" ? [pooling, precision] : [];
  const parts = [kind, model, queryPrefix, paperPrefix, dimensions, ...own];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}

/** Identity of the space of such vectors, once their length is known. */
export function identityOf(settings: EncoderSettings, dimensions: number): string {
  return `${settings.kind}:${settings.model}:${dimensions}:${modelKey(settings)}`;
}

/** The encoder in a few words, for people; without anything secret. */
export function nameOf({ kind, model, url }: EncoderSettings): string {
  return kind === "openai" ? `${model} at ${new URL(url).host}` : model;
}
