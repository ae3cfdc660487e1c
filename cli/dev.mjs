import { ensureBundled, load } from "./prepare/bundle.mjs";
import { followParent } from "./prepare/follow-parent.mjs";
import { ensureInstalled } from "./prepare/install.mjs";
import { root } from "./prepare/root.mjs";

process.chdir(root);
followParent();
process.env.NEXT_TELEMETRY_DISABLED = "1";
if (!process.env.DATABASE_URL) process.env.SECURESPHERE_DEMO ??= "1";
try {
  await ensureInstalled({ development: true, say: (line) => console.log(line) });
  await ensureBundled();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
await load("development");
