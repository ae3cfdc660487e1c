import path from "node:path";
import { fileURLToPath } from "node:url";
import { config, ConfigError } from "@/lib/kernel/config";
import type { BlobStore } from "./blob-store";
import { openFileStore } from "./file-store";

const shared = globalThis as { [key: symbol]: BlobStore | undefined };
const key = Symbol.for("securesphere.vault");

/**
 * Opens the store that a STORAGE_URL names. Start-up calls it once, so that a wrong one stops there.
 * @throws ConfigError when it names a kind of store that this version does not serve
 */
export function openStore(storageUrl: string): BlobStore {
  const url = new URL(storageUrl);
  if (url.protocol !== "file:") {
    throw new ConfigError("STORAGE_URL is malformed: it should be file:/a/directory; s3:// is not supported yet.");
  }
  return openFileStore(directoryOf(storageUrl));
}

/** The store of this process, shared by the front and Next's bundle. */
export const blobStore = (): BlobStore => (shared[key] ??= openStore(config().storageUrl));

/** `file:/a/b`, `file:///a/b` and the relative `file:a/b`. */
function directoryOf(storageUrl: string): string {
  const rest = storageUrl.slice("file:".length);
  return rest.startsWith("/") ? fileURLToPath(new URL(storageUrl)) : path.resolve(decodeURIComponent(rest));
}
