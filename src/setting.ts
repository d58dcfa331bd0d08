/** One setting: everything `docs/configuration.md`, the start and the tests need to know of it. */
export interface Setting {
  /** Name of the environment variable. */
  readonly name: string;
  readonly default: string;
  readonly help: string;
  readonly isSecret?: boolean;
}

/** What a value must be, where not anything goes. */
export interface Rule {
  readonly holds: (text: string) => boolean;
  readonly says: string;
}
