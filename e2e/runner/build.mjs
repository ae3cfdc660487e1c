import { ensureBuilt } from "../../cli/prepare/build.mjs";

try {
  await ensureBuilt({ say: (line) => console.log(line) });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
