import { lstat, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { limits, Unreadable } from "./limits";
import type { Parts } from "./open-zip";
import { isYamlPart } from "./read-samm";

const LEVELS = 6;

/**
 * The YAML files of a folder, as an archive of it would have them. Links are not followed.
 * @throws Unreadable when they are too many or too large
 */
export async function readFolder(folder: string): Promise<Parts> {
  const parts: Parts = new Map();
  let total = 0;
  const open = [{ at: folder, level: 1 }];
  for (let next = open.shift(); next; next = open.shift()) {
    for (const entry of (await readdir(next.at, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const file = path.join(next.at, entry.name);
      if (entry.isDirectory() && next.level < LEVELS && !entry.name.startsWith("."))
        open.push({ at: file, level: next.level + 1 });
      if (!entry.isFile() || !isYamlPart(entry.name)) continue;
      total += (await lstat(file)).size;
      if (parts.size >= limits.parts) throw new Unreadable(`The folder has more than ${limits.parts} files.`);
      if (total > limits.unpackedBytes) throw new Unreadable("The files of the folder are far too large together.");
      parts.set(path.relative(folder, file).split(path.sep).join("/"), await readFile(file));
    }
  }
  if (parts.size === 0) throw new Unreadable("The folder has no YAML files.");
  return parts;
}
