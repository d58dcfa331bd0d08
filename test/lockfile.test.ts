import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

interface LockedPackage {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(await readFile(new URL("../package-lock.json", import.meta.url), "utf8"));
const packages = lock.packages as Record<string, LockedPackage>;
const installed = Object.entries(packages).filter(([path]) => path !== "");

/** Where a package finds a dependency: in its own folder or in one above it. */
function isLocked(path: string, name: string): boolean {
  const places = path.split("/node_modules/").map((_, index, parts) => {
    const above = parts.slice(0, parts.length - index).join("/node_modules/");
    return above === "" ? `node_modules/${name}` : `${above}/node_modules/${name}`;
  });
  return [...places, `node_modules/${name}`].some((place) => place in packages);
}

test("the lockfile names all that may be installed, for every platform", () => {
  for (const [path, entry] of Object.entries(packages)) {
    const names = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies });
    for (const name of names) assert.ok(isLocked(path, name), `${path || "the project"}: ${name}`);
  }
});

test("every package is locked with its integrity, and none names a place to fetch it from", () => {
  for (const [path, entry] of installed) {
    assert.match(entry.integrity ?? "", /^sha512-/, path);
    assert.equal(entry.resolved, undefined, path);
  }
});

test("no package that the program runs on wants a script run at install", () => {
  const wanting = installed.filter(([, entry]) => entry.hasInstallScript && !entry.dev);
  assert.deepEqual(wanting, []);
});
