import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";

/** Longer ones are no answers of an authenticator. */
const MAX_CHARACTERS = 16_384;

/** Whether it has the shape; what it says is for the library to check. */
export function isRegistration(answer: unknown): answer is RegistrationResponseJSON {
  return hasTexts(answer, ["clientDataJSON", "attestationObject"]);
}

export function isAuthentication(answer: unknown): answer is AuthenticationResponseJSON {
  return hasTexts(answer, ["clientDataJSON", "authenticatorData", "signature"]);
}

/** How the authenticator can be reached, which browsers are told again later. */
export function readTransports(told: unknown): string[] {
  if (!Array.isArray(told)) return [];
  return told
    .filter((name) => typeof name === "string" && /^[a-z-]{1,20}$/.test(name))
    .slice(0, 10);
}

function hasTexts(answer: unknown, names: readonly string[]): boolean {
  if (!isObject(answer) || !isText(answer.id) || answer.id !== answer.rawId) return false;
  const { response } = answer;
  return isObject(response) && names.every((name) => isText(response[name]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length <= MAX_CHARACTERS;
}
