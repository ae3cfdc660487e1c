import { ensureBuilt } from "../cli/prepare/build.mjs";
import { ensureBundled, load } from "../cli/prepare/bundle.mjs";
import { ensureInstalled } from "../cli/prepare/install.mjs";
import { root } from "../cli/prepare/root.mjs";

const say = (line) => console.log(line);

process.chdir(root);
await ensureInstalled({ development: true, say });
// The trail is measured beneath the screens: nothing of Next is needed.
const trail = process.argv.includes("--trail");
await (trail ? ensureBundled() : ensureBuilt({ say }));
await load(trail ? "bench-trail" : "bench");
