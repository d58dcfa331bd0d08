import type { Database } from "#platform";

/** How long a destination asked us to wait last. */
export interface BackOff {
  readonly domain: string;
  readonly backOffMs: number;
  /** ISO 8601. */
  readonly notBefore: string;
}

export interface PaceStore {
  list(): Promise<BackOff[]>;
  save(backOff: BackOff): Promise<void>;
  remove(domain: string): Promise<void>;
}

export function createPaceStore({ kysely }: Database): PaceStore {
  return {
    async list() {
      const rows = await kysely.selectFrom("mail_domain").selectAll().execute();
      return rows.flatMap(({ domain, back_off_ms, not_before }) =>
        not_before === null ? [] : [{ domain, backOffMs: back_off_ms, notBefore: not_before }],
      );
    },
    async save({ domain, backOffMs, notBefore }) {
      const columns = { back_off_ms: backOffMs, not_before: notBefore };
      await kysely
        .insertInto("mail_domain")
        .values({ domain, ...columns })
        .onConflict((conflict) => conflict.column("domain").doUpdateSet(columns))
        .execute();
    },
    async remove(domain) {
      await kysely.deleteFrom("mail_domain").where("domain", "=", domain).execute();
    },
  };
}
