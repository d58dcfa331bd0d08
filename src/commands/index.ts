import { benchCommand } from "./bench.ts";
import type { Command } from "./command.ts";
import { digestCommand } from "./digest.ts";
import { editionCommand, freezeCommand } from "./edition.ts";
import { encodeCommand } from "./encode.ts";
import { evaluateCommand } from "./evaluate.ts";
import { evaluateKeySentencesCommand } from "./evaluate-key-sentences.ts";
import { evaluateRankingCommand } from "./evaluate-ranking.ts";
import { evaluateRecommendationsCommand } from "./evaluate-recommendations.ts";
import { harvestCommand } from "./harvest.ts";
import { importCommand } from "./import.ts";
import { mailCommand } from "./mail.ts";
import { migrateCommand } from "./migrate.ts";
import { searchCommand } from "./search.ts";
import { serveCommand } from "./serve.ts";
import { similarCommand } from "./similar.ts";
import { trainCommand } from "./train.ts";
import { userCommand } from "./user.ts";

/** Every command, in the order of the overview. */
export const commands: readonly Command[] = [
  serveCommand,
  importCommand,
  harvestCommand,
  searchCommand,
  similarCommand,
  editionCommand,
  freezeCommand,
  digestCommand,
  mailCommand,
  userCommand,
  encodeCommand,
  evaluateCommand,
  evaluateRankingCommand,
  evaluateRecommendationsCommand,
  evaluateKeySentencesCommand,
  trainCommand,
  benchCommand,
  migrateCommand,
];
