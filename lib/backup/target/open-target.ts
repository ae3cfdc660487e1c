import path from "node:path";
import { fileURLToPath } from "node:url";
import { config } from "@/lib/kernel/config";
import { directoryTarget } from "./directory-target";
import { s3PlaceOf, s3Target } from "./s3-target";
import type { BackupTarget } from "./target";

/**
 * The target that an address names, `file:/a/directory` or `s3://bucket/folder?endpoint=…`. It is set where the process is
 * started, never on a screen: it must be known when the database is gone, and no session may send backups elsewhere.
 */
export function openTarget(address: string = config().backupUrl): BackupTarget {
  if (address.startsWith("s3:")) return s3Target(s3PlaceOf(address));
  const rest = address.slice("file:".length);
  return directoryTarget(
    rest.startsWith("/") ? fileURLToPath(new URL(address)) : path.resolve(decodeURIComponent(rest)),
  );
}
