import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Folder in which `@huggingface/transformers` is installed for the tests, apart from the product. */
export const transformersFolder = fileURLToPath(new URL("../encoders", import.meta.url));

/** Why tests that need it can not run here, or `false`; where everything is required they fail. */
export function whyNoTransformers(): string | false {
  if (process.env.REQUIRE_EVERYTHING || existsSync(`${transformersFolder}/node_modules`)) {
    return false;
  }
  return "npm ci --prefix test/encoders --ignore-scripts installs what it needs";
}
