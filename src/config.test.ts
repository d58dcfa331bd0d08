import assert from "node:assert/strict";
import { test } from "node:test";
import { readConfig } from "./config.ts";

test("an empty environment gives the defaults", () => {
  const config = readConfig({});
  assert.equal(config.siteTitle, "Broadsheet");
  assert.deepEqual(config.arxivCategories, ["cs.AI", "cs.CL", "cs.CV", "cs.LG", "stat.ML"]);
  assert.equal(config.freezeAfterHours, 12);
  assert.ok(config.searchThreads >= 1 && config.searchThreads <= 8);
  assert.ok(Object.isFrozen(config));
});

test("every wrong setting is named at once", () => {
  const wrong = {
    SITE_URL: "nowhere",
    TIME_ZONE: "Mars/Base",
    SEARCH_THREADS: "0",
    LOG_LEVEL: "loud",
  };
  assert.throws(() => readConfig(wrong), {
    code: "invalid",
    message: /SITE_URL.*TIME_ZONE.*SEARCH_THREADS.*LOG_LEVEL/,
  });
});

test("mail needs a sender", () => {
  assert.throws(() => readConfig({ SMTP_URL: "smtp://localhost" }), { message: /MAIL_FROM/ });
});

test("search in PostgreSQL needs a PostgreSQL database", () => {
  assert.equal(readConfig({}).search, "memory");
  assert.throws(() => readConfig({ SEARCH: "postgres" }), { message: /DATABASE_URL must name/ });
  assert.throws(() => readConfig({ SEARCH: "elastic" }), { message: /memory or postgres/ });
  const DATABASE_URL = "postgres://localhost/papers";
  assert.equal(readConfig({ SEARCH: "postgres", DATABASE_URL }).search, "postgres");
});

test("harvesting can be switched off", () => {
  assert.deepEqual(readConfig({ ARXIV_CATEGORIES: "none" }).arxivCategories, []);
});

test("an encoder is none by default, and whole where one is named", () => {
  assert.equal(readConfig({}).encoder, undefined);
  const { encoder } = readConfig({
    ENCODER: "openai",
    ENCODER_URL: "http://127.0.0.1:11434/v1/",
    ENCODER_MODEL: "e5",
    ENCODER_QUERY_PREFIX: "query: ",
    ENCODER_DIMENSIONS: "256",
  });
  assert.deepEqual(encoder, {
    kind: "openai",
    model: "e5",
    url: "http://127.0.0.1:11434/v1",
    key: "",
    queryPrefix: "query:",
    paperPrefix: "",
    dimensions: 256,
    weight: 0.5,
    pooling: "mean",
    precision: "",
  });
});

test("an encoder's settings are refused with every problem named, and no secret", () => {
  const read = () =>
    readConfig({
      ENCODER: "openai",
      ENCODER_URL: "http://me:hidden@example.org/v1",
      ENCODER_KEY: "hid den",
      ENCODER_WEIGHT: "1",
    });
  assert.throws(read, (error: Error) => {
    for (const name of ["ENCODER_URL", "ENCODER_KEY", "ENCODER_WEIGHT", "ENCODER_MODEL"]) {
      assert.ok(error.message.includes(name), name);
    }
    return !/hid|den@/.test(error.message);
  });
  assert.throws(() => readConfig({ ENCODER: "openai", ENCODER_MODEL: "e5" }), /ENCODER_URL/);
  const both = { SEARCH: "postgres", DATABASE_URL: "postgres://x/y", ENCODER_MODEL: "e5" };
  assert.throws(() => readConfig({ ...both, ENCODER: "transformers" }), /SEARCH=memory/);
});
