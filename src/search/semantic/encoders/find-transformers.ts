import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { AppError } from "#platform";

const PACKAGE = "@huggingface/transformers";

/**
 * Entry file of the package: of the data folder, else of the project.
 *
 * @throws AppError `unavailable` that says what to type, when the operator has not installed it.
 */
export function findTransformers(dataDir: string): string {
  for (const place of [join(resolve(dataDir), "package.json"), import.meta.url]) {
    try {
      return createRequire(place).resolve(PACKAGE);
    } catch {
      // Not there; the next place may have it.
    }
  }
  throw new AppError(
    "unavailable",
    `ENCODER=transformers needs the package ${PACKAGE}, which is not installed. Type: npm install --prefix "${resolve(dataDir)}" --ignore-scripts ${PACKAGE}`,
  );
}
