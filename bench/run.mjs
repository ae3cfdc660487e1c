import { ensureBuilt } from "../cli/prepare/build.mjs";
import { load } from "../cli/prepare/bundle.mjs";
import { ensureInstalled } from "../cli/prepare/install.mjs";
import { root } from "../cli/prepare/root.mjs";

const say = (line) => console.log(line);

process.chdir(root);
await ensureInstalled({ development: true, say });
await ensureBuilt({ say });
await load("bench");
