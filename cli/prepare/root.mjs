import path from "node:path";
import { fileURLToPath } from "node:url";

/** The clone's own directory, wherever the command was given. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** What is built and remembered between runs. */
export const buildDir = path.join(root, ".build");
