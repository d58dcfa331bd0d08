import type { EncoderSettings } from "#search";
import type { Rule, Setting } from "./setting.ts";

/** Settings of the optional encoder. */
export const encoderSettings = [
  {
    name: "ENCODER",
    default: "",
    help: "A model besides the one that ships: openai (any such endpoint) or transformers; empty: none",
  },
  {
    name: "ENCODER_MODEL",
    default: "",
    help: "Its name at the endpoint or on the hub, or, for transformers, its folder",
  },
  {
    name: "ENCODER_URL",
    default: "",
    help: "openai: address before /embeddings, such as http://127.0.0.1:11434/v1",
  },
  { name: "ENCODER_KEY", default: "", help: "openai: bearer token", isSecret: true },
  {
    name: "ENCODER_QUERY_PREFIX",
    default: "",
    help: "Words that the model wants before a query, such as query:",
  },
  {
    name: "ENCODER_PAPER_PREFIX",
    default: "",
    help: "Words that the model wants before a paper, such as passage:",
  },
  {
    name: "ENCODER_DIMENSIONS",
    default: "",
    help: "Length that vectors are asked for or cut to; empty: as the model makes them",
  },
  {
    name: "ENCODER_WEIGHT",
    default: "0.5",
    help: "Share of the encoder in the score of a hit, 0 to 0.9",
  },
  {
    name: "ENCODER_POOLING",
    default: "mean",
    help: "transformers: how the vectors of tokens become one: mean, cls or last_token",
  },
  {
    name: "ENCODER_PRECISION",
    default: "",
    help: "transformers: which file of the model, such as fp32 or q8; empty: its default",
  },
] as const satisfies readonly Setting[];

export type EncoderSettingName = (typeof encoderSettings)[number]["name"];

export const encoderRules: Partial<Record<EncoderSettingName, Rule>> = {
  ENCODER: {
    holds: (text) => /^(openai|transformers)$/.test(text),
    says: "openai or transformers",
  },
  ENCODER_URL: {
    holds: isPlainAddress,
    says: "an http:// or https:// address; a password goes into ENCODER_KEY",
  },
  // A header can hold nothing else.
  ENCODER_KEY: { holds: (text) => /^[!-~]+$/.test(text), says: "of visible ASCII characters" },
  ENCODER_DIMENSIONS: {
    holds: (text) => /^\d{1,4}$/.test(text) && Number(text) >= 8,
    says: "a whole number from 8 to 9999",
  },
  ENCODER_WEIGHT: {
    holds: (text) => /^0(\.[0-9]{1,3})?$/.test(text) && Number(text) <= 0.9,
    says: "a number from 0 to 0.9",
  },
  ENCODER_POOLING: {
    holds: (text) => /^(mean|cls|last_token)$/.test(text),
    says: "mean, cls or last_token",
  },
  ENCODER_PRECISION: {
    holds: (text) => /^[a-z0-9]{2,8}$/.test(text),
    says: "the name of a precision such as fp32, fp16 or q8",
  },
};

function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === "" && password === "";
}

export function readEncoder(
  read: (name: EncoderSettingName) => string,
): EncoderSettings | undefined {
  const kind = read("ENCODER");
  // Every setting is looked at, so that each wrong one is told.
  const settings = {
    model: read("ENCODER_MODEL"),
    url: read("ENCODER_URL").replace(/\/+$/, ""),
    key: read("ENCODER_KEY"),
    queryPrefix: read("ENCODER_QUERY_PREFIX"),
    paperPrefix: read("ENCODER_PAPER_PREFIX"),
    dimensions: Number(read("ENCODER_DIMENSIONS")),
    weight: Number(read("ENCODER_WEIGHT")),
    pooling: read("ENCODER_POOLING") as EncoderSettings["pooling"],
    precision: read("ENCODER_PRECISION"),
  };
  return kind === "openai" || kind === "transformers" ? { kind, ...settings } : undefined;
}

/** What does not go together. */
export function encoderProblems({
  encoder,
  search,
}: {
  readonly encoder: EncoderSettings | undefined;
  readonly search: string;
}): string[] {
  const problems: string[] = [];
  if (!encoder) return problems;
  if (encoder.model === "") problems.push("ENCODER_MODEL must be set when ENCODER is");
  if (encoder.kind === "openai" && encoder.url === "") {
    problems.push("ENCODER_URL must be set when ENCODER is openai");
  }
  if (search === "postgres") problems.push("ENCODER works with SEARCH=memory alone");
  return problems;
}
