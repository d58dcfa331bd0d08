import assert from "node:assert/strict";
import { test } from "node:test";
import { makeDkimKeys } from "../../../test/support/mail.ts";
import { temporaryFolder } from "../../../test/support/program.ts";
import { checkNames } from "./check-names.ts";

const settings = {
  siteTitle: "Broadsheet",
  smtpUrl: "",
  mailFrom: "papers@example.org",
  bounceAddress: "bounces@bounces.example.org",
};
const published = {
  "bounces.example.org": "v=spf1 mx -all",
  "example.org": "unrelated",
  "_dmarc.example.org": "v=DMARC1; p=none",
};

/** Answers as name servers do: long records come in pieces. */
const resolver = (records: Readonly<Record<string, string>>) => async (name: string) => {
  const record = records[name];
  if (record === undefined) throw Object.assign(new Error(name), { code: "ENOTFOUND" });
  return [record.match(/.{1,255}/g) ?? []];
};

test("records that are published and right are found fine", async (t) => {
  const { dkim, records } = makeDkimKeys(await temporaryFolder(t));
  const findings = await checkNames({ ...settings, dkim }, resolver({ ...published, ...records }));
  assert.deepEqual(
    findings.map(({ what, isFine }) => [what, isFine]),
    [
      ["SPF of bounces.example.org", true],
      ["DKIM key rsa", true],
      ["DKIM key ed", true],
      ["DMARC of example.org", true],
    ],
  );
});

test("a record that is missing, or of another key, is told with what to publish", async (t) => {
  const { dkim, records } = makeDkimKeys(await temporaryFolder(t));
  const other = makeDkimKeys(await temporaryFolder(t));
  const wrong = { "rsa._domainkey.example.org": other.records["rsa._domainkey.example.org"] ?? "" };
  const findings = await checkNames({ ...settings, dkim }, resolver(wrong));
  assert.ok(findings.every(({ isFine }) => !isFine));
  const key = findings.find(({ what }) => what === "DKIM key rsa");
  assert.ok(key?.says.includes(records["rsa._domainkey.example.org"] ?? "?"));
});
