import { resource, route, type Params } from "@/app/_http/route";
import { keepExposure } from "@/lib/assessment/exposures/keep-exposure";

const input = async (_request: Request, params: Params) => params;

/** Makes a document of the library of a notice. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(keepExposure, { input, status: 201 }),
});
