import assert from "node:assert/strict";
import { test } from "node:test";
import { readConfig } from "./config.ts";

test("an empty environment gives the defaults", () => {
  const config = readConfig({});
  assert.equal(config.siteTitle, "Broadsheet");
  assert.deepEqual(config.arxivCategories, ["cs.AI", "cs.CL", "cs.CV", "cs.LG", "stat.ML"]);
  assert.equal(config.freezeAfterHours, 12);
  assert.ok(Object.isFrozen(config));
});

test("every wrong setting is named at once", () => {
  const wrong = { SITE_URL: "nowhere", TIME_ZONE: "Mars/Base", LOG_LEVEL: "loud" };
  assert.throws(() => readConfig(wrong), {
    code: "invalid",
    message: /SITE_URL.*TIME_ZONE.*LOG_LEVEL/,
  });
});

test("mail needs a sender", () => {
  assert.throws(() => readConfig({ SMTP_URL: "smtp://localhost" }), { message: /MAIL_FROM/ });
});

test("harvesting can be switched off", () => {
  assert.deepEqual(readConfig({ ARXIV_CATEGORIES: "none" }).arxivCategories, []);
});
