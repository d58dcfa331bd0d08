import { type Cadence, cadences, type NamedSubject, type SubjectKind } from "#picks";
import { type Html, html } from "../../html.ts";
import { hidden, textField } from "../form-parts.ts";

/** What a form about a digest holds, as its reader typed it. */
export interface DigestFields {
  readonly email: string;
  readonly kind: string;
  readonly topic: string;
  /** A category or a field. */
  readonly category: string;
  readonly author: string;
  /** What `given` is of. */
  readonly target: string;
  /** For a digest "for me": topics and categories, one on each line. */
  readonly interests: string;
  /** One name on each line. */
  readonly authors: string;
  readonly cadence: string;
  readonly weekday: string;
  readonly hour: string;
  readonly timeZone: string;
  readonly papers: string;
  readonly route: string;
}

export interface DigestForm {
  readonly fields: DigestFields;
  /** A subject that is not typed but come from: a search, a collection, an organisation. */
  readonly given?: NamedSubject | undefined;
  /** Accounts have replies to their comments, and learn from votes. */
  readonly isAccount?: boolean;
  /** Where interests are kept; absent: none are yet, and the form asks for the first. */
  readonly interestsPath?: string;
  /** Whether a digest may be without mail, as page and feeds alone. */
  readonly hasRoute?: boolean;
  /** More are not offered; absent: 50. */
  readonly mostPapers?: number;
  /** There is no address to mail to. */
  readonly hasNoMail?: boolean;
}

/** All fields of one digest: what of, when, how many. */
export function digestFields(form: DigestForm): Html {
  return html`${whatFields(form)}${whenFields(form.fields)}${muchFields(form)}`;
}

function whatFields({ fields, given, isAccount, interestsPath }: DigestForm): Html {
  const { kind, topic, category, author, interests, authors } = fields;
  const option = (value: SubjectKind | "given", label: string, more?: Html): Html =>
    html`<div class="opt"><label class="choice"><input type="radio" name="kind" value="${value}"${kind === value ? html` checked` : ""}> ${label}</label>${more ? html`<div class="with">${more}</div>` : ""}</div>`;
  const text = (name: string, label: string, value: string, hint: string): Html =>
    textField({ name, label, value, hint, maxLength: 300 });
  const chosen = interestsPath
    ? html`<p class="note">By <a href="${interestsPath}">your interests</a>, and by what you ${isAccount ? "vote for and keep" : "mark in the mails"}.</p>`
    : html`${lines("interests", "Topics or categories", interests, "One on each line, such as “graph neural networks” or cs.CL. What you mark in the mails teaches it the rest.")}${lines("authors", "Authors", authors, "One name on each line; may be empty.")}`;
  return html`<fieldset><legend>What</legend>${given ? html`${option("given", given.label)}${hidden("givenKind", given.kind)}${hidden("target", given.target)}` : ""}${option("edition", "The edition: the best papers of each day")}${option("for-me", "Papers chosen for me", chosen)}${option("topic", "Papers about a topic", text("topic", "Topic", topic, "A few words"))}${option("category", "Papers in a category or field", text("category", "Category or field", category, "cs.CL, or cs for all of it"))}${option("author", "Papers by an author", text("author", "Name", author, "As papers print it"))}${isAccount ? option("replies", "Replies to my comments") : ""}</fieldset>`;
}

function lines(name: string, label: string, value: string, hint: string): Html {
  return html`<label for="${name}">${label}</label><textarea id="${name}" name="${name}" rows="3" maxlength="4000" aria-describedby="${name}-hint">${value}</textarea><p class="note" id="${name}-hint">${hint}</p>`;
}

const cadenceLabels: Readonly<Record<Cadence, string>> = {
  daily: "Every day that has papers",
  weekdays: "On weekdays",
  weekly: "Once a week",
  "at-once": "At once, when there is something new",
};
const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

function whenFields(fields: DigestFields): Html {
  const radio = (value: Cadence): Html =>
    html`<div class="opt"><label class="choice"><input type="radio" name="cadence" value="${value}"${fields.cadence === value ? html` checked` : ""}> ${cadenceLabels[value]}</label>${
      value === "weekly"
        ? html`<div class="with"><label for="weekday">On</label>${select(
            "weekday",
            fields.weekday,
            weekdays.map((label, index) => [String(index + 1), label]),
          )}</div>`
        : ""
    }</div>`;
  return html`<fieldset><legend>How often</legend>${cadences.map(radio)}</fieldset>
<div class="pair when"><div><label for="hour">At</label>${select("hour", fields.hour, hours)}</div><div><label for="zone">Time zone</label><select id="zone" name="timeZone">${zoneOptions(fields.timeZone)}</select></div></div>`;
}

const hours = Array.from(
  { length: 24 },
  (_, hour) => [String(hour), `${String(hour).padStart(2, "0")}:00`] as const,
);
const sizes = ["3", "5", "10", "15", "20", "30", "50"];

function muchFields({ fields, hasRoute, hasNoMail, mostPapers = 50 }: DigestForm): Html {
  const { papers, route } = fields;
  const offered = sizes.includes(papers) || !/^\d+$/.test(papers) ? sizes : [...sizes, papers];
  const size = html`<div><label for="papers">Papers at most</label>${select(
    "papers",
    papers,
    offered.filter((number) => Number(number) <= mostPapers).map((number) => [number, number]),
  )}</div>`;
  if (!hasRoute) return html`<div class="pair">${size}</div>`;
  const routes = [
    ...(hasNoMail ? [] : [["mail", "By mail and page"] as const]),
    ["feed", "Page and feeds only"] as const,
  ];
  return html`<div class="pair">${size}<div><label for="route">How it comes</label>${select("route", route, routes)}</div></div>`;
}

function select(
  name: string,
  chosen: string,
  options: readonly (readonly [string, string])[],
): Html {
  return html`<select id="${name}" name="${name}">${options.map(([value, label]) => html`<option value="${value}"${value === chosen ? html` selected` : ""}>${label}</option>`)}</select>`;
}

function zoneOptions(chosen: string): Html[] {
  const zones = [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), chosen])].filter(
    Boolean,
  );
  return zones.map(
    (zone) => html`<option${zone === chosen ? html` selected` : ""}>${zone}</option>`,
  );
}
