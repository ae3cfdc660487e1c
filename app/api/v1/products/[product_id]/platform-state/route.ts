import { resource, route, type Params } from "@/app/_http/route";
import { storePlatformState } from "@/lib/assessment/store-platform-state";

const input = async (_request: Request, params: Params) => params;

/** Writes the platform's state into files that an answer of the product can name. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(storePlatformState, { input, status: 201 }),
});
