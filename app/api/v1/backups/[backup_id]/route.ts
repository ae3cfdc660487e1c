import { resource, route } from "@/app/_http/route";
import { getBackup } from "@/lib/backup/get-backup";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(getBackup) });
