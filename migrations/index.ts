/**
 * Every migration by name, in the order in which they run. One that has been released is
 * never edited; the next one changes what it made.
 *
 * @module
 */
import type { Migration } from "kysely/migration";
import { up as papers } from "./0001-papers.ts";
import { up as editions } from "./0002-editions.ts";
import { up as digests } from "./0003-digests.ts";
import { up as sources } from "./0004-sources.ts";
import { up as fittedSpace } from "./0005-fitted-space.ts";
import { up as accounts } from "./0006-accounts.ts";
import { up as community } from "./0007-community.ts";
import { up as ownTallies } from "./0008-own-tallies.ts";
import { up as mail } from "./0009-mail.ts";
import { up as manyDigests } from "./0010-many-digests.ts";
import { up as recommendations } from "./0011-recommendations.ts";
import { up as summaries } from "./0012-summaries.ts";
import { up as channels } from "./0013-channels.ts";
import { up as arrivals } from "./0014-arrivals.ts";
import { up as oldIssues } from "./0015-old-issues.ts";

export const migrations: Readonly<Record<string, Migration>> = {
  "0001-papers": { up: papers },
  "0002-editions": { up: editions },
  "0003-digests": { up: digests },
  "0004-sources": { up: sources },
  "0005-fitted-space": { up: fittedSpace },
  "0006-accounts": { up: accounts },
  "0007-community": { up: community },
  "0008-own-tallies": { up: ownTallies },
  "0009-mail": { up: mail },
  "0010-many-digests": { up: manyDigests },
  "0011-recommendations": { up: recommendations },
  "0012-summaries": { up: summaries },
  "0013-channels": { up: channels },
  "0014-arrivals": { up: arrivals },
  "0015-old-issues": { up: oldIssues },
};
