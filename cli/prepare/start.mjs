import path from "node:path";

import { ensureBuilt } from "./build.mjs";
import { ensureBundled, load } from "./bundle.mjs";
import { followParent } from "./follow-parent.mjs";
import { ensureInstalled } from "./install.mjs";
import { root } from "./root.mjs";

const say = (line) => console.log(line);

/** Installs and builds what is missing, then serves in this very process. */
export async function start() {
  process.chdir(root);
  followParent();
  try {
    await ensureInstalled({ development: false, say });
    await ensureBundled();
    await refuseSecondServer();
    await ensureBuilt({ say });
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
  process.env.NODE_ENV = "production";
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  // A clone with its own database is somebody looking; whoever brings a database wants it empty.
  if (!process.env.DATABASE_URL) process.env.SECURESPHERE_DEMO ??= "1";
  await load("server");
}

/** Before building: a new build would take the pages away from beneath the server that is running. */
async function refuseSecondServer() {
  if (process.env.DATABASE_URL) return;
  const dataDir = path.resolve(process.env.SECURESPHERE_DATA_DIR || ".data");
  const { lockHolder } = await load("lock");
  const holder = lockHolder(dataDir);
  if (holder?.purpose === "server")
    throw new Error(`${dataDir} is in use by a server that is running already (process ${holder.pid}).`);
}
