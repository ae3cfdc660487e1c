import { resource, route } from "@/app/_http/route";
import { closeRound } from "@/lib/assessment/close-round";

/** The address says it all: no body is needed. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(closeRound, { input: (_request, params) => params }),
});
