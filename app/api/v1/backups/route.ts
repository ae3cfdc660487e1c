import { resource, route } from "@/app/_http/route";
import { listBackups } from "@/lib/backup/list-backups";
import { requestBackup } from "@/lib/backup/request-backup";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(listBackups),
  POST: route(requestBackup, { status: 202, input: () => ({}) }),
});
