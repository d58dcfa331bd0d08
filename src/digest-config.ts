import type { Rule, Setting } from "./setting.ts";

export const digestSettings = [
  {
    name: "DIGEST_KEEP_DAYS",
    default: "180",
    help: "Days the page of a digest's issue is kept; 0: for ever",
  },
] as const satisfies readonly Setting[];

type Name = (typeof digestSettings)[number]["name"];

export const digestRules: Partial<Record<Name, Rule>> = {
  DIGEST_KEEP_DAYS: { holds: (text) => /^\d{1,5}$/.test(text), says: "a whole number of days" },
};

export function readDigests(read: (name: Name) => string): { readonly keepDays: number } {
  return { keepDays: Number(read("DIGEST_KEEP_DAYS")) };
}
