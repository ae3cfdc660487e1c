import { resource, route } from "@/app/_http/route";
import { retryJob } from "@/lib/jobs/retry-job";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(retryJob, { input: (_, params) => params }),
});
