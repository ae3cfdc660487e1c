import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

import { root } from "./root.mjs";

const NOT_BUILT = /\.(test|spec)\.tsx?$|\.md$/;

/**
 * One hash over the files and folders named, tests left out, and over the Node that builds them.
 * @param {string[]} places relative to the clone
 */
export function sourceHash(places) {
  const hash = createHash("sha256").update(process.versions.modules);
  for (const place of places) {
    const full = path.join(root, place);
    if (!existsSync(full)) continue;
    const files = statSync(full).isDirectory() ? filesIn(full) : [full];
    for (const file of files)
      hash
        .update(`${path.relative(root, file)}\0`)
        .update(readFileSync(file))
        .update("\0");
  }
  return hash.digest("hex");
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !NOT_BUILT.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}
