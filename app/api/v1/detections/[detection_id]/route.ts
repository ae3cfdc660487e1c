import { resource, route } from "@/app/_http/route";
import { decideDetection } from "@/lib/intelligence/decide-detection";
import { getDetection } from "@/lib/intelligence/get-detection";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(getDetection, { etag: (detection) => detection.version }),
  PATCH: route(decideDetection, { ifMatch: true, etag: (detection) => detection.version }),
});
