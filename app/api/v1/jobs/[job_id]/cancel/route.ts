import { resource, route } from "@/app/_http/route";
import { cancelJob } from "@/lib/jobs/cancel-job";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(cancelJob, { input: (_, params) => params }),
});
