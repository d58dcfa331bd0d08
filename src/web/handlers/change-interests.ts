import { AppError } from "#platform";
import { interestKinds, type ReaderId, type Recommendations } from "#recommendations";
import type { WebParts } from "../parts.ts";
import type { WebContext } from "../web-context.ts";
import { readForm } from "./forms.ts";

/** Does what one of the forms of the page of interests asks, for this reader. */
export async function changeInterests(
  { interests, addresses }: Recommendations,
  reader: ReaderId,
  context: WebContext,
): Promise<void> {
  const read = await readForm(context);
  const id = read("id");
  switch (read("do")) {
    case "add": {
      const kind = interestKinds.find((one) => one === read("kind")) ?? "topic";
      await interests.add(reader, { kind, target: read("target") });
      return;
    }
    case "change": {
      const label = read("label");
      const weight = Number(read("weight") || "1");
      await interests.change(reader, id, { weight, ...(label !== "" && { label }) });
      return;
    }
    case "mute":
      await interests.change(reader, id, { isMuted: read("on") !== "0" });
      return;
    case "remove":
      return interests.remove(reader, id);
    case "reset":
      return interests.reset(reader);
    case "renew":
      await addresses.renew(reader);
      return;
    default:
      throw new AppError("invalid", "Say what to do: add, change, mute, remove, reset or renew.");
  }
}

/** @throws AppError `not_found` where nobody has papers of their own. */
export function requireRecommendations({
  recommendations,
}: Pick<WebParts, "recommendations">): Recommendations {
  if (recommendations) return recommendations;
  throw new AppError("not_found", "There is nothing at this address.");
}
