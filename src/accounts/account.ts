declare const accountIdBrand: unique symbol;

/** 16 characters that say nothing about the person. */
export type AccountId = string & { readonly [accountIdBrand]: true };

/** Each may what those before it may. */
export const roles = ["reader", "trusted", "moderator", "admin"] as const;
export type Role = (typeof roles)[number];

/** What everybody may see of an account. */
export interface Person {
  readonly id: AccountId;
  /** Unique, lower case, for addresses: `/@ada`. Letters, digits and single hyphens, 2 to 30. */
  readonly name: string;
  readonly displayName: string;
  readonly about: string;
  readonly role: Role;
  /** `deleted`: nothing is left but the id, under which comments stand as a stranger's. */
  readonly state: "active" | "disabled" | "deleted";
  /** ISO 8601 instant. */
  readonly createdAt: string;
  /** Shown once they have signed in with it: `0000-0002-1825-0097`. */
  readonly orcid?: string;
}

/** What the account itself, and administrators, see of it. */
export interface Account extends Person {
  readonly email?: string;
  /** It has proved an address, or signs in with a passkey or a provider. */
  readonly isVerified: boolean;
  readonly preferences: Preferences;
}

/** What a reader has chosen; every field has a default. */
export interface Preferences {
  /** Whether the site's keys work (WCAG 2.1.4). */
  readonly shortcuts: boolean;
  /** Papers marked "not interested" and read ones are left out of editions. */
  readonly hidesRead: boolean;
}

export function isRole(text: string): text is Role {
  return roles.some((role) => role === text);
}

/** Whether `role` may what `least` may. */
export function isAtLeast(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}
