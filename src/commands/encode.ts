import { AppError, createProgress } from "#platform";
import type { Command } from "./command.ts";
import { withApp } from "./with-app.ts";

export const encodeCommand: Command = {
  name: "encode",
  usage: "",
  help: "Makes the vectors of the optional encoder (ENCODER) that papers lack.",
  options: {},
  words: [0, 0],
  async run(call) {
    await withApp(call, async ({ search }) => {
      if (!search.encode) {
        throw new AppError("invalid", "No encoder is set up; docs/encoders.md says how");
      }
      await search.catchUp();
      const bar = createProgress("Encoding", 1);
      const outcome = await search
        .encode(({ encoded, papers }) => bar.update(encoded / papers, `${encoded} of ${papers}`))
        .finally(() => bar.finish());
      await search.save();
      const { encoded, papers, refused } = outcome;
      const left = refused > 0 ? `; ${refused} have no text or are refused` : "";
      call.output.result(outcome, `${encoded} of ${papers} papers are encoded${left}`);
    });
  },
};
