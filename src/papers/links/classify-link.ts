import type { LinkKind } from "#sources";

interface Rule {
  readonly kind: LinkKind;
  readonly host: RegExp;
  readonly path?: RegExp;
}

/** The first rule that fits speaks. */
const RULES: readonly Rule[] = [
  { kind: "code", host: /^huggingface\.co$|^hf\.co$/, path: /^\/spaces\// },
  { kind: "data", host: /^huggingface\.co$|^hf\.co$/, path: /^\/datasets\// },
  {
    kind: "other",
    host: /^huggingface\.co$|^hf\.co$/,
    path: /^\/(?:papers|blog|docs|learn|posts|join|login)\b|^\/?$/,
  },
  {
    kind: "model",
    host: /^huggingface\.co$|^hf\.co$/,
    path: /^\/(?:collections\/)?[\w.-]+\/[\w.-]+/,
  },
  { kind: "model", host: /^(?:modelscope\.cn|ollama\.com|civitai\.com)$/ },
  {
    kind: "code",
    host: /^(?:gist\.)?github\.com$|^gitlab\.|^bitbucket\.org$|^codeberg\.org$|^gitee\.com$|^sr\.ht$|^git\./,
    path: /^\/[^/]+\/[^/]+|^\/~/,
  },
  {
    kind: "code",
    host: /^(?:colab\.research\.google\.com|anonymous\.4open\.science|sourceforge\.net|pypi\.org|cran\.r-project\.org|codeocean\.com)$/,
  },
  {
    kind: "data",
    host: /^(?:zenodo\.org|osf\.io|datadryad\.org|physionet\.org|openml\.org|data\.mendeley\.com|ieee-dataport\.org)$|(?:^|\.)figshare\.com$|^dataverse\./,
  },
  { kind: "data", host: /^kaggle\.com$/, path: /^\/(?:datasets|competitions|c)\b/ },
  { kind: "data", host: /^(?:dx\.)?doi\.org$/, path: /^\/10\.(?:5281\/zenodo|6084\/m9\.figshare)/ },
  { kind: "video", host: /^(?:youtube\.com|youtu\.be|vimeo\.com|bilibili\.com)$/ },
  {
    kind: "other",
    host: /(?:^|\.)(?:arxiv\.org|doi\.org|openreview\.net|w3\.org|creativecommons\.org)$/,
  },
  {
    kind: "project",
    host: /\.(?:github|gitlab)\.io$|\.(?:netlify|vercel|web|pages)\.(?:app|dev)$|^sites\.google\.com$/,
  },
];

/** What the words before an address say it leads to. */
const CUES: readonly (readonly [LinkKind, RegExp])[] = [
  [
    "project",
    /\b(?:project|web|home)[\s-]*(?:page|site|website)\b|\bwebsite\b|\bdemos?\b|\binteractive\b/i,
  ],
  [
    "code",
    /\b(?:source[\s-]*)?codes?\b|\bcodebase\b|\bimplementations?\b|\brepositor(?:y|ies)\b|\bsoftware\b/i,
  ],
  ["data", /\bdata[\s-]*sets?\b|\bdata\b|\bbenchmarks?\b|\bcorp(?:us|ora)\b/i],
  ["model", /\bmodels?\b|\bweights\b|\bcheckpoints?\b/i],
  ["video", /\bvideos?\b/i],
];

/** With this many things behind one address it is the project's page. */
const MANY = 3;

/**
 * What an address leads to: by its host, else by the words before it.
 *
 * @param before the sentence up to the address.
 */
export function classifyLink(url: string, before: string): LinkKind {
  const { hostname, pathname } = new URL(url);
  const host = hostname.replace(/^www\./, "");
  const rule = RULES.find((one) => one.host.test(host) && (one.path?.test(pathname) ?? true));
  if (rule) return rule.kind;
  const cues = CUES.filter(([, words]) => words.test(before)).map(([kind]) => kind);
  if (cues.length >= MANY) return "project";
  return cues[0] ?? "other";
}
