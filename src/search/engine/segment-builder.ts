import type { SemanticSpace } from "../semantic/space.ts";
import { findAbbreviations } from "../text/abbreviations.ts";
import { findLanguage } from "../text/languages.ts";
import { packColumns } from "./columns.ts";
import { createDocumentColumns } from "./document-columns.ts";
import type { IndexDocument } from "./engine.ts";
import { createListBuilder } from "./list-builder.ts";
import { createListValues } from "./list-values.ts";
import { ABSTRACT_UNIT, MAX_DOCUMENTS, NAMED_UNIT, TITLE_UNIT } from "./posting.ts";
import { createVectorBuilder, type QuantisedVectors } from "./quantise.ts";
import { MAX_LENGTH } from "./scratch.ts";
import {
  type ListColumn,
  type ListName,
  listNames,
  type SegmentColumns,
  type SegmentData,
  segmentSchema,
} from "./segment.ts";
import { createTextColumns } from "./text-columns.ts";
import { packVectors, type VectorData } from "./vector-columns.ts";
import { signsOfAll } from "./word-signs.ts";

/** Turns documents into one segment. Of an id that is added again, mark the older one deleted. */
export interface SegmentBuilder {
  readonly size: number;
  add(document: IndexDocument): void;
  finish(): SegmentData;
}

/**
 * @param name unique within the index.
 * @param spaces those that make vectors of a paper's text; a layer for each.
 */
export function createSegmentBuilder(
  name: string,
  spaces: readonly SemanticSpace[],
): SegmentBuilder {
  const documents = createDocumentColumns();
  const text = createTextColumns();
  const layers = spaces.map((space) => ({ space, rows: createVectorBuilder(space.dimensions) }));
  const lists = listNames.map((list) => [list, createListBuilder()] as const);
  const listValuesOf = createListValues();
  const titleLengths: number[] = [];
  const abstractLengths: number[] = [];
  return {
    get size() {
      return titleLengths.length;
    },
    add: (document) => {
      if (titleLengths.length >= MAX_DOCUMENTS) throw new RangeError("the segment is full");
      documents.add(document);
      const { title, abstract } = document;
      const language = findLanguage(title, abstract);
      titleLengths.push(Math.min(MAX_LENGTH, text.addText(title, TITLE_UNIT, language)));
      abstractLengths.push(Math.min(MAX_LENGTH, text.addText(abstract, ABSTRACT_UNIT, language)));
      for (const keyword of document.keywords) text.addText(keyword, NAMED_UNIT, language);
      if (language) text.addLanguage(language, NAMED_UNIT);
      for (const one of findAbbreviations(abstract)) text.addAbbreviation(one, NAMED_UNIT);
      for (const author of document.authors) text.addName("author", author, NAMED_UNIT);
      for (const org of document.organizations) text.addName("org", org, NAMED_UNIT);
      const values = listValuesOf(document);
      for (const venue of values.venue) text.addName("venue", venue.label, NAMED_UNIT);
      for (const [list, builder] of lists) builder.add(values[list]);
      for (const { space, rows } of layers) rows.add(space.embedPaper(document));
      text.nextDocument();
    },
    finish: () =>
      assembleSegment(
        name,
        {
          ...documents.finish(),
          ...text.finish(),
          titleLength: Uint16Array.from(titleLengths),
          abstractLength: Uint16Array.from(abstractLengths),
          ...listColumns(Object.fromEntries(lists.map(([list, b]) => [list, b.finish()]))),
        } as SegmentColumns,
        layers.map(({ space, rows }) => packLayer(space, rows.finish())),
      ),
  };
}

/** The columns of the four lists under their names in the schema. */
export function listColumns(lists: Readonly<Record<string, ListColumn>>) {
  const columns: Record<string, Uint16Array | Uint32Array> = {};
  for (const name of listNames) {
    const list = lists[name as ListName]!;
    columns[`${name}SlugUnits`] = list.slugs.units;
    columns[`${name}SlugOffsets`] = list.slugs.offsets;
    columns[`${name}LabelUnits`] = list.labels.units;
    columns[`${name}LabelOffsets`] = list.labels.offsets;
    columns[`${name}Starts`] = list.starts;
    columns[`${name}Values`] = list.values;
  }
  return columns;
}

function packLayer({ identity, dimensions }: SemanticSpace, rows: QuantisedVectors): VectorData {
  return packVectors({ space: identity, dimensions }, rows);
}

/** Packs finished columns and adds up what scores need of the whole. */
export function assembleSegment(
  name: string,
  columns: Omit<SegmentColumns, "surfaceSigns">,
  vectors: readonly VectorData[],
): SegmentData {
  const documents = columns.tie.length;
  const surfaceSigns = signsOfAll({ units: columns.surfaceUnits, offsets: columns.surfaceOffsets });
  let largestTally = 0;
  for (let document = 0; document < documents; document++) {
    largestTally = Math.max(largestTally, columns.upvotes[document]!, columns.citations[document]!);
  }
  return {
    name,
    totals: {
      documents,
      titleTokens: columns.titleLength.reduce((sum, length) => sum + length, 0),
      abstractTokens: columns.abstractLength.reduce((sum, length) => sum + length, 0),
      largestTally,
      newestDay: columns.day.reduce((newest, day) => Math.max(newest, day), 0),
    },
    packed: packColumns(segmentSchema, { ...columns, surfaceSigns }),
    vectors,
    deleted: new Uint8Array(new SharedArrayBuffer(documents)),
  };
}
