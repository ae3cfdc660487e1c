import { resource, route } from "@/app/_http/route";
import { listSnapshots } from "@/lib/assessment/list-snapshots";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(listSnapshots) });
