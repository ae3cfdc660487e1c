import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

/** Where the table is kept, from the repository's root. */
export const TABLE_FILE = "server/routes.generated.ts";

/** The text of the front's route table for the handlers in app/api. The log-in adapter needs Next and is left to it. */
export function routeTable(root: string): string {
  const folder = path.join(root, "app/api");
  const files = (existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [])
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => /(^|\/)route\.ts$/.test(file) && !file.startsWith("auth/"))
    .sort();
  const imports = files.map((file, index) => `import * as r${index} from "@/app/api/${file.replace(/\.ts$/, "")}";`);
  const entries = files.map((file, index) => `  { pattern: "${patternOf(file)}", module: r${index} },`);
  return [
    "// Written by `npm run routes` from the folder app/api; a test fails when the two differ.",
    ...imports,
    ...(imports.length ? [""] : []),
    'import { type Route } from "./route-table";',
    "",
    entries.length
      ? `export const routes: Route[] = [\n${entries.join("\n")}\n];`
      : "export const routes: Route[] = [];",
    "",
  ].join("\n");
}

function patternOf(file: string): string {
  const folders = file.split("/").slice(0, -1);
  return ["/api", ...folders.filter((folder) => !/^\(.*\)$/.test(folder))].join("/");
}
