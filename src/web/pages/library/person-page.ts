import type { Person } from "#accounts";
import type { Collection, Comment } from "#community";
import { type PaperId, type PaperWithTally, texToText } from "#papers";
import { dayOf } from "#platform";
import { addresses } from "../../addresses.ts";
import { longDate } from "../../dates.ts";
import { type Html, html } from "../../html.ts";
import { typeset } from "../../typeset.ts";
import { excerptOf } from "../../views/comment-words.ts";
import { personModeration } from "../moderation/person-forms.ts";
import type { Frame, PageContent } from "../page.ts";
import { titleLink } from "../paper-parts.ts";
import { row } from "./collections-page.ts";
import { followButton } from "./follow-button.ts";

export interface PersonView {
  readonly person: Person;
  /** Public ones. */
  readonly collections: readonly Collection[];
  readonly comments: readonly Comment[];
  readonly papers: ReadonlyMap<PaperId, PaperWithTally>;
  /** Papers whose author they are, as far as is known. */
  readonly claimed: readonly PaperWithTally[];
  readonly isFollowed: boolean;
}

/** What everybody may see of a person. */
export function personPage(frame: Frame, view: PersonView): PageContent {
  const { person } = view;
  const isSelf = frame.viewer?.account.id === person.id;
  const follow = isSelf
    ? html`<a class="act" href="/settings">Settings</a>`
    : followButton(
        frame,
        { kind: "person", target: person.name, label: person.displayName },
        view.isFollowed,
      );
  return {
    title: person.displayName,
    description: `${person.displayName} (@${person.name}) on ${frame.site.title}.`,
    main: html`<div class="prose"><header class="headline"><h1>${person.displayName}</h1><p class="dates">${line(frame, person)}</p></header>${person.about ? html`<p class="abstract">${person.about}</p>` : ""}<div class="bar">${follow}</div>${claimed(view)}${collections(view)}${comments(view)}${isSelf ? "" : personModeration(frame, person)}</div>`,
  };
}

const roleNames = { reader: "", trusted: "", moderator: "Moderator", admin: "Administrator" };

function line(frame: Frame, person: Person): Html {
  const since = longDate(dayOf(new Date(person.createdAt), frame.site.timeZone));
  const orcid = person.orcid
    ? html` · <a href="https://orcid.org/${person.orcid}" rel="noopener me">ORCID ${person.orcid}</a>`
    : "";
  const role = roleNames[person.role] ? ` · ${roleNames[person.role]}` : "";
  return html`@${person.name}${role} · here since ${since}${orcid}`;
}

function claimed({ claimed }: PersonView): Html | "" {
  if (claimed.length === 0) return "";
  return html`<section><h2 class="rule">Author of</h2><ul class="entries">${claimed.map((paper) => html`<li>${titleLink(paper)}</li>`)}</ul></section>`;
}

function collections({ collections }: PersonView): Html | "" {
  if (collections.length === 0) return "";
  return html`<section><h2 class="rule">Collections</h2><ul class="entries">${collections.map((one) => row(one))}</ul></section>`;
}

function comments({ comments, papers }: PersonView): Html | "" {
  if (comments.length === 0) return "";
  const rows = comments.map(({ paperId, html: safe, id }) => {
    const paper = papers.get(paperId)!;
    return html`<li><a href="${addresses.paper(paperId)}#c-${id}">On “${typeset(paper.title)}”<span class="vh">, comment on ${texToText(paper.title)}</span></a><p class="note">${excerptOf(safe)}</p></li>`;
  });
  return html`<section><h2 class="rule">Comments</h2><ul class="entries said">${rows}</ul></section>`;
}
