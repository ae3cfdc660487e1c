import { ensureBundled, load } from "./prepare/bundle.mjs";
import { ensureInstalled } from "./prepare/install.mjs";
import { root } from "./prepare/root.mjs";

process.chdir(root);
try {
  // Progress goes to the error stream: the output is the command's, and may be read by a program.
  await ensureInstalled({ development: false, say: (line) => console.error(line) });
  await ensureBundled();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
await load("cli");
