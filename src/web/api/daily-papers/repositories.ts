import type { Paper } from "#papers";
import { readSaid } from "./said.ts";
import type { Repositories } from "./schema.ts";

const NAME = /^[\w.-]{1,96}$/;

/**
 * The models, data sets and spaces of the Hugging Face Hub that a paper links to: those that a
 * Daily Papers record lists, as it lists them, then those that stand among the paper's links.
 */
export function linkedRepositories(
  paper: Pick<Paper, "links" | "dailyPapers">,
  said = readSaid(paper),
): Repositories {
  const found: Repositories = {
    models: [...(said.linkedModels ?? [])],
    datasets: [...(said.linkedDatasets ?? [])],
    spaces: [...(said.linkedSpaces ?? [])],
  };
  const kinds = Object.entries(found);
  const seen = new Set(kinds.flatMap(([kind, list]) => list.map(({ id }) => `${kind} ${id}`)));
  for (const link of paper.links) {
    const repository = findRepository(link.url);
    if (!repository) continue;
    const { kind, owner, name } = repository;
    const id = `${owner}/${name}`;
    if (seen.has(`${kind} ${id}`)) continue;
    seen.add(`${kind} ${id}`);
    found[kind].push({ id, author: owner });
  }
  return found;
}

// First segments of the Hub's addresses that are no owner's name.
const reserved = new Set(
  "api blog collections docs learn models organizations papers posts settings tasks".split(" "),
);

function findRepository(address: string) {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (!/^(www\.)?(huggingface\.co|hf\.co)$/.test(url.hostname)) return undefined;
  const [first = "", ...rest] = url.pathname.split("/").filter(Boolean);
  const isTyped = first === "datasets" || first === "spaces";
  const [owner = "", name = ""] = isTyped ? rest : [first, ...rest];
  if (reserved.has(owner) || !NAME.test(owner) || !NAME.test(name)) return undefined;
  const kind: keyof Repositories = isTyped ? first : "models";
  return { kind, owner, name };
}
