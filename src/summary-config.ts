import type { SummarySettings } from "#summaries";
import type { Rule, Setting } from "./setting.ts";

/** Settings of the optional summaries. */
export const summarySettings = [
  {
    name: "SUMMARIES_URL",
    default: "",
    help: "Address before /chat/completions of a language model, such as http://127.0.0.1:11434/v1; empty: no summaries",
  },
  {
    name: "SUMMARIES_MODEL",
    default: "",
    help: "Its name at the endpoint, shown with every summary",
  },
  { name: "SUMMARIES_KEY", default: "", help: "Bearer token of the endpoint", isSecret: true },
  {
    name: "SUMMARIES_PER_DAY",
    default: "300",
    help: "Most papers summed up within 24 hours",
  },
] as const satisfies readonly Setting[];

type Name = (typeof summarySettings)[number]["name"];

export const summaryRules: Partial<Record<Name, Rule>> = {
  SUMMARIES_URL: {
    holds: isPlainAddress,
    says: "an http:// or https:// address; a password goes into SUMMARIES_KEY",
  },
  // Shown to readers, in pages and mail.
  SUMMARIES_MODEL: { holds: (text) => /^[\w./:@+ -]{1,100}$/.test(text), says: "a model's name" },
  // A header can hold nothing else.
  SUMMARIES_KEY: { holds: (text) => /^[!-~]+$/.test(text), says: "of visible ASCII characters" },
  SUMMARIES_PER_DAY: { holds: (text) => /^\d{1,6}$/.test(text), says: "a whole number" },
};

function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === "" && password === "";
}

export function readSummaries(read: (name: Name) => string): SummarySettings | undefined {
  const settings = {
    url: read("SUMMARIES_URL").replace(/\/+$/, ""),
    model: read("SUMMARIES_MODEL"),
    key: read("SUMMARIES_KEY"),
    papersPerDay: Number(read("SUMMARIES_PER_DAY")),
  };
  return settings.url === "" ? undefined : settings;
}

/** What does not go together. */
export function summaryProblems(summaries: SummarySettings | undefined): string[] {
  const isNameless = summaries !== undefined && summaries.model === "";
  return isNameless ? ["SUMMARIES_MODEL must be set when SUMMARIES_URL is"] : [];
}
