import { createApp } from "../app.ts";
import type { Command } from "./command.ts";

export const migrateCommand: Command = {
  name: "migrate",
  usage: "",
  help: "Brings the database to this version's tables; every other command does so too.",
  options: {},
  words: [0, 0],
  async run(call) {
    const app = await createApp(call.config, { dataDir: call.dataDir });
    const { dialect } = app.database;
    await app.close();
    call.output.result({ dialect, migrated: true }, `The ${dialect} database is up to date.`);
  },
};
