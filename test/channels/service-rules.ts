import assert from "node:assert/strict";
import type { IncomingHttpHeaders } from "node:http";
import type { ChannelKind, ChannelWish } from "#channels";

export interface ChatRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ChatAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What people in the room read, without markup. */
export interface Shown {
  readonly text: string;
  readonly links: readonly ShownLink[];
}

export interface ShownLink {
  readonly text: string;
  readonly url: string;
}

/** One service as its documentation describes it. */
export interface ServiceRules {
  readonly kind: ChannelKind;
  /** Where a channel posts to on a machine. */
  address(origin: string): ChannelWish["address"];
  /** Words of the address that nobody may read again. */
  readonly secrets: readonly string[];
  /**
   * Reads a post as the service would.
   *
   * @returns what is shown, and the id that the service knows a post by, where it has one.
   * @throws where the request breaks a rule.
   */
  take(request: ChatRequest, now: Date): Shown & { readonly id?: string };
  readonly answers: {
    taken(): ChatAnswer;
    refused(reason: string): ChatAnswer;
    busy(seconds: number): ChatAnswer;
    /** The room, or the way into it, is no more. */
    closed(): ChatAnswer;
  };
}

export type Json = Readonly<Record<string, unknown>>;

export function jsonOf(request: ChatRequest, method = "POST"): Json {
  assert.equal(request.method, method);
  assert.match(request.headers["content-type"] ?? "", /^application\/json(; charset=utf-8)?$/);
  assert.equal(Number(request.headers["content-length"]), Buffer.byteLength(request.body));
  assert.doesNotMatch(request.body, /\\u0000/i, "no service takes a zero character");
  return JSON.parse(request.body) as Json;
}

/** Holds an object to the fields that are written down. */
export function fields(value: unknown, needed: readonly string[], also: readonly string[] = []) {
  assert.ok(typeof value === "object" && value !== null && !Array.isArray(value), "an object");
  const keys = Object.keys(value);
  for (const key of needed) assert.ok(keys.includes(key), `${key} is missing`);
  for (const key of keys) assert.ok([...needed, ...also].includes(key), `${key} is not known`);
  return value as Json;
}

export function text(value: unknown, most: number, least = 1): string {
  assert.ok(typeof value === "string", "a text");
  assert.ok(value.length >= least, "a text is too short");
  assert.ok(value.length <= most, `a text of ${value.length} characters, more than ${most}`);
  assert.ok(value.isWellFormed(), "a text with half a character");
  return value;
}

export function list(value: unknown, most: number): readonly unknown[] {
  assert.ok(Array.isArray(value), "a list");
  assert.ok(value.length <= most, `a list of ${value.length}, more than ${most}`);
  return value;
}

export function webAddress(value: unknown, most = 2_000): string {
  const address = text(value, most);
  assert.match(new URL(address).protocol, /^https?:$/);
  assert.doesNotMatch(address, /[\s<>"]/);
  return address;
}

export function count(wanted: string, within: string): number {
  return within.split(wanted).length - 1;
}
