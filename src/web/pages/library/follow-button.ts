import type { FollowKind } from "#community";
import { type Html, html } from "../../html.ts";
import { hidden } from "../form-parts.ts";
import type { Frame } from "../page.ts";

export interface Followed {
  readonly kind: FollowKind;
  readonly target: string;
  readonly label: string;
}

/** Follows an author, an organisation, a person or a search, or lets go of it. */
export function followButton(frame: Frame, followed: Followed, isFollowed: boolean): Html | "" {
  if (!frame.isOpen) return "";
  const { kind, target, label } = followed;
  return html`<form class="act-form" method="post" action="/follow">${hidden("kind", kind)}${hidden("target", target)}${hidden("label", label)}${hidden("next", frame.path)}<button class="act" name="on" value="${isFollowed ? "0" : "1"}" aria-pressed="${isFollowed ? "true" : "false"}">${isFollowed ? "Following" : "Follow"}<span class="vh"> ${label}</span></button></form>`;
}
