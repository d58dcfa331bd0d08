import type { Encoder } from "./encoder.ts";
import type { EncoderSettings } from "./encoder-settings.ts";
import { createOpenAiEncoder } from "./openai-encoder.ts";
import { createTransformersEncoder, type TransformersOptions } from "./transformers-encoder.ts";

/** The encoder that the settings name. Nothing is fetched or started before its first use. */
export function createEncoder(settings: EncoderSettings, options: TransformersOptions): Encoder {
  return settings.kind === "openai"
    ? createOpenAiEncoder(settings)
    : createTransformersEncoder(settings, options);
}
