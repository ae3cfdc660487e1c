import { resource, route } from "@/app/_http/route";
import { fileExposure } from "@/lib/intelligence/exposures/file-exposure";
import { listFilings } from "@/lib/intelligence/exposures/list-filings";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(listFilings),
  POST: route(fileExposure, { status: 201 }),
});
