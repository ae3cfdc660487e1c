import { resource, route } from "@/app/_http/route";
import { requestVerification } from "@/lib/backup/request-verification";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(requestVerification, { status: 202, input: (_request, params) => params }),
});
