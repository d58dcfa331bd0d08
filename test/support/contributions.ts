/** A community whose sources stand on this computer, and the job that asks them. */
import type { Actor, Submission, SubmissionInput } from "#community";
import { createEditions } from "#editions";
import { createGuardedClient, type Database, type DatabaseSettings } from "#platform";
import { keepContributions } from "../../src/jobs/contributions/keep-contributions.ts";
import { createOutside } from "../../src/jobs/contributions/outside.ts";
import { openTestCommunity } from "./community.ts";
import type { Services } from "./services.ts";

type Rules = NonNullable<Parameters<typeof openTestCommunity>[0]["rules"]>;

/** On a database of a test; `services` answer again. */
export function openContributions(
  { database, settings }: { readonly database: Database; readonly settings: DatabaseSettings },
  services: Services,
  rules: Rules = {},
) {
  services.setDown(false);
  const site = openTestCommunity({ database, settings, rules });
  const { papers, clock, community, people } = site;
  const editions = createEditions({ database, clock, timeZone: "UTC", freezeAfterHours: 12 });
  const outside = createOutside({
    clock,
    contact: "",
    addresses: services.addresses,
    pageClient: createGuardedClient({ contact: "", allowsLoopback: true }),
    intervalMs: 0,
    sleep: async () => undefined,
  });
  const maxAgeDays = rules.submissionMaxAgeDays ?? 0;
  const faults: unknown[] = [];
  const log = { warn: () => undefined, error: (details: unknown) => void faults.push(details) };
  const job = keepContributions({
    papers,
    editions,
    community,
    people,
    outside,
    clock,
    log,
    timeZone: "UTC",
    maxAgeDays,
  });
  const submit = async (actor: Actor, input: SubmissionInput | string, comment?: string) => {
    const wanted =
      typeof input === "string" ? ({ kind: "reference", text: input } as const) : input;
    const { id } = await community.submissions.submit(actor, wanted, comment);
    await job.run();
    return (await community.submissions.find(id)) as Submission;
  };
  return { ...site, editions, outside, job, submit, faults };
}
