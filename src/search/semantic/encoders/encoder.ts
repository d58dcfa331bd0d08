import type { EncoderSettings, TextKind } from "./encoder-settings.ts";

export interface EncodeOptions {
  readonly kind: TextKind;
  /** Ends the work; the promise then rejects. */
  readonly signal?: AbortSignal;
  /** Whether to try again, and wait as long as asked, where an answer may yet come. Default no. */
  readonly isPatient?: boolean;
}

/** A model of the operator's choice that turns texts into vectors, somewhere else. */
export interface Encoder {
  readonly settings: EncoderSettings;
  /**
   * One L2-normalised vector per text, in order, all of one length.
   *
   * @throws AppError `invalid` when the encoder refuses these texts, `unavailable` or
   *   `rate_limited` when it does not answer, or not as it should.
   */
  encode(texts: readonly string[], options: EncodeOptions): Promise<Float32Array[]>;
  close(): Promise<void>;
}

/** What a long load says of itself; a sentence. */
export type OnProgress = (message: string) => void;
