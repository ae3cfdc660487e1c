import { ensureBuilt } from "../cli/prepare/build.mjs";
import { ensureBundled, load } from "../cli/prepare/bundle.mjs";
import { ensureInstalled } from "../cli/prepare/install.mjs";
import { root } from "../cli/prepare/root.mjs";

const say = (line) => console.log(line);

process.chdir(root);
await ensureInstalled({ development: true, say });
// The trail, the keys and what else is named here is measured beneath the screens: nothing of Next is needed.
const beneath = ["trail", "keys", "detection", "search", "import", "hunt"].find((name) =>
  process.argv.includes(`--${name}`),
);
await (beneath ? ensureBundled() : ensureBuilt({ say }));
await load(beneath ? `bench-${beneath}` : "bench");
