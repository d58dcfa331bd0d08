import { createHash } from "node:crypto";
import { isAtLeast, type Person } from "#accounts";
import { slugOf } from "#papers";
import type { Site } from "../../views/list-view.ts";
import type { SaidUser } from "./said.ts";
import type { OrganizationRef, UserOverview, UserRef } from "./schema.ts";

/** 24 hex digits that are always the same for the same name. */
function objectIdOf(name: string): string {
  return createHash("sha256").update(name.toWellFormed()).digest("hex").slice(0, 24);
}

/** Ids of the parts of one thing: hashing once is enough for a thousand authors. */
export function objectIdsOf(name: string): (index: number) => string {
  const stem = objectIdOf(name).slice(0, 16);
  return (index) => stem + index.toString(16).padStart(8, "0");
}

/** Every avatar that no source gives is the site's own icon. */
export function iconOf(site: Site): string {
  return `${site.url}/favicon.ico`;
}

/** The site itself: it submits the papers that no person submitted. */
export function siteUser(site: Site): UserRef {
  const name = slugOf(site.title) || "broadsheet";
  return {
    _id: objectIdOf(`site ${name}`),
    avatarUrl: iconOf(site),
    isPro: false,
    fullname: site.title,
    user: name,
    type: "user",
    name,
  };
}

/** A person of this site as a user of that API; `_id` is always the same. */
export function personUser(person: Person, site: Site): SaidUser {
  return {
    _id: objectIdOf(`account ${person.id}`),
    avatarUrl: iconOf(site),
    isPro: false,
    fullname: person.displayName,
    user: person.name,
    type: "user",
    name: person.name,
    isMod: isAtLeast(person.role, "moderator"),
  };
}

/** The seven fields of a short user, under both of the names that clients read. */
export function userRef(said: SaidUser): UserRef {
  const { _id, avatarUrl, isPro, fullname, type, name } = said;
  return { _id, avatarUrl, isPro, fullname, user: said.user ?? name, type, name };
}

export function userOverview(said: SaidUser | UserRef): UserOverview {
  const full: SaidUser = said;
  return {
    ...userRef(said),
    isHf: full.isHf ?? false,
    isHfAdmin: full.isHfAdmin ?? false,
    isMod: full.isMod ?? false,
    ...(full.followerCount !== undefined && { followerCount: full.followerCount }),
    isUserFollowing: full.isUserFollowing ?? false,
  };
}

export function organizationRef(fullname: string, site: Site): OrganizationRef {
  const name = slugOf(fullname) || "organisation";
  const avatar = iconOf(site);
  return { _id: objectIdOf(`organization ${name}`), name, fullname, avatar, avatarUrl: avatar };
}
