import { resource, route } from "@/app/_http/route";
import { getJob } from "@/lib/jobs/get-job";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(getJob) });
