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

type Packages = Readonly<Record<string, LockedPackage>>;

async function readLock(path: string): Promise<Packages> {
  const text = await readFile(new URL(`../${path}`, import.meta.url), "utf8");
  return (JSON.parse(text) as { packages: Packages }).packages;
}

const product = await readLock("package-lock.json");
/** The engines that benchmarks run beside ours have a lockfile of their own. */
const bench = await readLock("bench/package-lock.json");
/** So has the site of another make that pages are measured beside. */
const nextPeer = await readLock("bench/next-peer/package-lock.json");
/** So has what an operator installs for ENCODER=transformers. */
const encoders = await readLock("test/encoders/package-lock.json");

const installed = (packages: Packages) => Object.entries(packages).filter(([path]) => path !== "");

/** Where a package finds a dependency: in its own folder or in one above it. */
function isLocked(packages: Packages, path: string, name: string): boolean {
  const places = path.split("/node_modules/").map((_, index, parts) => {
    const above = parts.slice(0, parts.length - index).join("/node_modules/");
    return above === "" ? `node_modules/${name}` : `${above}/node_modules/${name}`;
  });
  return [...places, `node_modules/${name}`].some((place) => place in packages);
}

for (const [label, packages] of Object.entries({ product, bench, nextPeer, encoders })) {
  test(`the ${label} lockfile names all that may be installed, for every platform`, () => {
    for (const [path, entry] of Object.entries(packages)) {
      const names = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies });
      for (const name of names) {
        assert.ok(isLocked(packages, path, name), `${path || "the project"}: ${name}`);
      }
    }
  });

  test(`the ${label} lockfile has each package's integrity, and no place to fetch it from`, () => {
    for (const [path, entry] of installed(packages)) {
      assert.match(entry.integrity ?? "", /^sha512-/, path);
      assert.equal(entry.resolved, undefined, path);
    }
  });

  // Those of the encoders have scripts that fetch what only a GPU needs; docs/encoders.md says not to run them.
  if (packages === encoders) continue;
  test(`no package of the ${label} lockfile that a program runs on wants a script run at install`, () => {
    const wanting = installed(packages).filter(([, entry]) => entry.hasInstallScript && !entry.dev);
    assert.deepEqual(wanting, []);
  });
}

test("the product needs none of the engines that benchmarks run beside it", () => {
  for (const name of ["@lancedb/lancedb", "@orama/orama", "flexsearch", "minisearch"]) {
    assert.ok(`node_modules/${name}` in bench, name);
    assert.ok(!(`node_modules/${name}` in product), name);
  }
});
