// The architecture as a table: each module and the modules it may import.
const outermost = ["platform", "papers", "accounts", "community", "search", "ranking", "editions"];
const delivering = ["mail", "recommendations", "summaries", "picks", "digests", "channels"];
const mayImport = {
  platform: [],
  sources: ["platform"],
  papers: ["platform", "sources"],
  accounts: ["platform"],
  community: ["platform", "papers", "accounts"],
  search: ["platform", "papers"],
  ranking: ["papers"],
  editions: ["platform", "papers", "community", "ranking"],
  mail: ["platform"],
  recommendations: ["platform", "papers", "accounts", "community", "search", "ranking", "editions"],
  summaries: ["platform", "papers"],
  picks: [...outermost, "recommendations"],
  digests: [...outermost, "mail", "recommendations", "summaries", "picks"],
  channels: [...outermost, "recommendations", "summaries", "picks"],
  web: [...outermost, ...delivering],
  jobs: [...outermost, "sources", ...delivering],
};

const error = (name, from, to) => ({ name, severity: "error", from, to });
const notATest = "\\.(test|suite)\\.ts$";

const upstreamOnly = Object.entries(mayImport).map(([name, allowed]) =>
  error(
    `${name}-imports-upstream-only`,
    { path: `^src/${name}/` },
    { path: "^src/", pathNot: `^src/(${[name, ...allowed].join("|")})/` },
  ),
);

const byTypeOnly = [
  ["papers", "sources"],
  ["ranking", "papers"],
].map(([from, to]) =>
  error(
    `${from}-knows-${to}-by-type-only`,
    { path: `^src/${from}/`, pathNot: notATest },
    { path: `^src/${to}/`, dependencyTypesNot: ["type-only"] },
  ),
);

export default {
  forbidden: [
    ...upstreamOnly,
    ...byTypeOnly,
    error(
      "public-face-only",
      { path: "^src/([^/]+)/" },
      { path: "^src/[^/]+/", pathNot: ["^src/$1/", "^src/[^/]+/index\\.ts$"] },
    ),
    error(
      "public-face-only-from-root",
      { path: "^src/([^/]+\\.ts$|commands/)" },
      { path: "^src/[^/]+/", pathNot: ["^src/[^/]+/index\\.ts$", "^src/commands/"] },
    ),
    error(
      "ranking-is-pure",
      { path: "^src/ranking/", pathNot: notATest },
      { dependencyTypes: ["core", "npm", "npm-dev"] },
    ),
    error(
      "sql-lives-in-stores",
      { path: "^src/", pathNot: ["/store\\.ts$", "^src/platform/database/"] },
      { path: "^(node:)?sqlite$|^node_modules/(pg|postgres|kysely|better-sqlite3)/" },
    ),
    error(
      "no-dev-packages",
      { path: "^src/", pathNot: notATest },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    ),
    error("no-cycles", {}, { circular: true }),
    error("resolvable", {}, { couldNotResolve: true }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
    exclude: { path: "^src/web/client/" },
  },
};
