import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * node scripts/make-tiny-encoder.ts FOLDER
 *
 * Writes a complete sentence encoder of a few kilobytes in the layout that
 * `@huggingface/transformers` reads: a table of word vectors as an ONNX graph, and a
 * tokenizer. Words of one group share most of their vector, so that it knows a car for an
 * automobile. It is for tests, and to see that an installation works.
 */
const DIMENSIONS = 32;
/** Kinds of numbers, as ONNX counts them. */
const FLOAT = 1;
const INT64 = 7;
const SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"];
/** Words that mean the same stand in one line. */
const GROUPS = [
  "car automobile vehicle",
  "picture image photograph",
  "big large huge",
  "doctor physician",
  "road street lane",
  "cure heal treat",
  "illness disease sickness",
  "sea ocean",
  "wave surge",
  "model network",
  "learning training",
  "query passage : the of a in and for on with",
].map((line) => line.split(" "));

const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write("node scripts/make-tiny-encoder.ts FOLDER\n");
  process.exit(2);
}
const words = [...SPECIAL, ...GROUPS.flat()];
await mkdir(join(folder, "onnx"), { recursive: true });
await writeFile(join(folder, "onnx", "model.onnx"), onnxModel());
await writeJson("config.json", {
  model_type: "bert",
  architectures: ["BertModel"],
  hidden_size: DIMENSIONS,
  vocab_size: words.length,
});
await writeJson("tokenizer_config.json", {
  tokenizer_class: "BertTokenizer",
  model_max_length: 128,
  pad_token: "[PAD]",
  unk_token: "[UNK]",
  cls_token: "[CLS]",
  sep_token: "[SEP]",
});
await writeJson("tokenizer.json", tokenizer());

async function writeJson(name: string, value: unknown): Promise<void> {
  await writeFile(join(folder!, name), `${JSON.stringify(value, null, 2)}\n`);
}

function tokenizer() {
  const special = (id: number) => ({ id: words[id], type_id: 0 });
  return {
    version: "1.0",
    added_tokens: SPECIAL.map((content, id) => {
      return {
        id,
        content,
        special: true,
        normalized: false,
        single_word: false,
        lstrip: false,
        rstrip: false,
      };
    }),
    normalizer: {
      type: "BertNormalizer",
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: {
      type: "TemplateProcessing",
      single: [
        { SpecialToken: special(2) },
        { Sequence: { id: "A", type_id: 0 } },
        { SpecialToken: special(3) },
      ],
      pair: [],
      special_tokens: {
        "[CLS]": { id: "[CLS]", ids: [2], tokens: ["[CLS]"] },
        "[SEP]": { id: "[SEP]", ids: [3], tokens: ["[SEP]"] },
      },
    },
    decoder: { type: "WordPiece", prefix: "##", cleanup: true },
    model: {
      type: "WordPiece",
      unk_token: "[UNK]",
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(words.map((word, id) => [word, id])),
    },
  };
}

/** Rows of the table: a vector of the group, and a little of the word's own. */
function wordVectors(): Float32Array {
  const table = new Float32Array(words.length * DIMENSIONS);
  for (const [id, word] of words.entries()) {
    const group = GROUPS.findIndex((members) => members.includes(word));
    const isPlain = id < SPECIAL.length || group === GROUPS.length - 1;
    const shared = seeded(1_000 + group);
    const own = seeded(id);
    for (let at = 0; at < DIMENSIONS; at++) {
      const value = shared() + 0.2 * own();
      table[id * DIMENSIONS + at] = isPlain ? 0.02 * own() : value;
    }
  }
  return table;
}

/** Numbers in −1…1, the same for the same seed (Mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}

// The field numbers below are those of onnx.proto3, version 8 of the format.

/** `last_hidden_state = Gather(table, input_ids)`: the graph of the encoder, whole. */
function onnxModel(): Buffer {
  const graph = [
    field(1, [
      text(1, "table"),
      text(1, "input_ids"),
      text(2, "last_hidden_state"),
      text(4, "Gather"),
    ]),
    text(2, "tiny-encoder"),
    field(5, [
      number(1, words.length),
      number(1, DIMENSIONS),
      number(2, FLOAT),
      text(8, "table"),
      bytes(9, Buffer.from(wordVectors().buffer)),
    ]),
    field(11, tensor("input_ids", INT64, ["batch", "length"])),
    field(11, tensor("attention_mask", INT64, ["batch", "length"])),
    field(12, tensor("last_hidden_state", FLOAT, ["batch", "length", DIMENSIONS])),
  ];
  const opset = field(8, [text(1, ""), number(2, 13)]);
  return Buffer.concat([number(1, 8), field(7, graph), opset]);
}

function tensor(name: string, type: number, shape: readonly (string | number)[]): Buffer[] {
  const sizes = shape.map((size) =>
    field(1, [typeof size === "number" ? number(1, size) : text(2, size)]),
  );
  return [text(1, name), field(2, [field(1, [number(1, type), field(2, sizes)])])];
}

// Wire format of protocol buffers: a tag (field number, kind), then a number or sized bytes.

function number(fieldNumber: number, value: number): Buffer {
  return Buffer.concat([varint(fieldNumber << 3), varint(value)]);
}

function bytes(fieldNumber: number, content: Buffer): Buffer {
  return Buffer.concat([varint((fieldNumber << 3) | 2), varint(content.length), content]);
}

function text(fieldNumber: number, content: string): Buffer {
  return bytes(fieldNumber, Buffer.from(content));
}

function field(fieldNumber: number, parts: readonly Buffer[]): Buffer {
  return bytes(fieldNumber, Buffer.concat(parts));
}

function varint(value: number): Buffer {
  const out: number[] = [];
  let rest = value;
  while (rest > 127) {
    out.push((rest & 127) | 128);
    rest >>>= 7;
  }
  return Buffer.from([...out, rest]);
}
