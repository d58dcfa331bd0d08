import assert from "node:assert/strict";
import { test } from "node:test";
import type { Day } from "#platform";
import { isDated, paperDay } from "./paper-day.ts";

const firstSeenOn = "2026-11-20" as Day;

test("a paper is dated by its announcement, then its feature, then its submission", () => {
  const submittedAt = "2025-10-17T08:00:00.000Z";
  const featuredOn = "2025-10-20" as Day;
  const announcedOn = "2025-10-19" as Day;
  assert.equal(paperDay({ firstSeenOn, submittedAt, featuredOn, announcedOn }), announcedOn);
  assert.equal(paperDay({ firstSeenOn, submittedAt, featuredOn }), featuredOn);
  assert.equal(paperDay({ firstSeenOn, submittedAt }), "2025-10-17");
  assert.equal(isDated({ firstSeenOn, submittedAt }), true);
});

test("a paper that no source dates stands under the day it came in, and that is known", () => {
  assert.equal(paperDay({ firstSeenOn }), firstSeenOn);
  assert.equal(isDated({ firstSeenOn }), false);
});
