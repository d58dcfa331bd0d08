import type { PickFilter } from "#picks";
import { type Html, html } from "../../html.ts";
import { type DigestForm, digestFields } from "../digests/digest-form.ts";
import { checkbox, textField } from "../form-parts.ts";
import type { ServiceHelp } from "./services.ts";

/** What a form about a channel holds beside what one about a digest does, as it was typed. */
export interface ChannelFields {
  readonly title: string;
  readonly url: string;
  readonly token: string;
  readonly room: string;
  readonly daysAgo: string;
  readonly categories: string;
  readonly minUpvotes: string;
  readonly withoutWords: string;
  readonly has: readonly string[];
}

export interface ChannelForm {
  readonly service: ServiceHelp;
  readonly fields: ChannelFields;
  readonly digest: DigestForm;
  /** It is there already: what is left empty of its address stays. */
  readonly isThere: boolean;
}

type Having = NonNullable<PickFilter["has"]>[number];

export const havings: Readonly<Record<Having, string>> = {
  code: "with code",
  data: "with data",
  model: "with a model",
  project: "with a project page",
  comments: "that are talked about",
};

export function channelFields({ service, fields, digest, isThere }: ChannelForm): Html {
  return html`${textField({ name: "title", label: "Title", value: fields.title, maxLength: 100, isRequired: true, hint: "Stands above each post" })}
<fieldset><legend>Where</legend><p>${service.help}</p><div class="stack">${addressFields(service, fields, isThere)}</div></fieldset>
${digestFields(digest)}
<details class="fold"${isNarrow(fields) ? html` open` : ""}><summary>Only some of them</summary><div class="stack">${filterFields(fields)}</div></details>`;
}

function addressFields({ fields: needed }: ServiceHelp, fields: ChannelFields, isThere: boolean) {
  return needed.map(({ name, label, hint = "", isOptional = false }) => {
    const said = isThere ? `${hint}${hint ? ". " : ""}Left empty, it stays as it is` : hint;
    return textField({
      name,
      label: isOptional ? `${label} (may be empty)` : label,
      value: fields[name],
      ...(said && { hint: said }),
      maxLength: 1_000,
      isRequired: !isThere && !isOptional,
    });
  });
}

function filterFields(fields: ChannelFields): Html {
  const { categories, minUpvotes, withoutWords, daysAgo, has } = fields;
  const boxes = Object.entries(havings).map(([value, label]) =>
    checkbox("has", `Papers ${label}`, has.includes(value), value),
  );
  return html`${textField({ name: "daysAgo", label: "Of so many days ago", value: daysAgo, maxLength: 2, hint: "0 is the newest; 7 posts the best of a week ago, when the votes are in" })}
${textField({ name: "minUpvotes", label: "Upvotes at least", value: minUpvotes, maxLength: 6 })}
${textField({ name: "categories", label: "In one of these categories", value: categories, maxLength: 500, hint: "Such as cs.CL stat.ML; empty: any" })}
${textField({ name: "withoutWords", label: "Without the words", value: withoutWords, maxLength: 500, hint: "In title and abstract; parted by commas" })}
<fieldset><legend>Only</legend>${boxes}</fieldset>`;
}

function isNarrow({ daysAgo, minUpvotes, categories, withoutWords, has }: ChannelFields): boolean {
  const texts = [daysAgo, minUpvotes, categories, withoutWords];
  return has.length > 0 || texts.some((text) => text !== "" && text !== "0");
}
