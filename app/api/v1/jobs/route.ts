import { resource, route } from "@/app/_http/route";
import { listJobs } from "@/lib/jobs/list-jobs";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(listJobs) });
