import { resource, route } from "@/app/_http/route";
import { createReport } from "@/lib/assessment/report/create-report";
import { listReports } from "@/lib/assessment/report/list-reports";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(listReports),
  POST: route(createReport, {
    status: 201,
    headers: ({ id }) => ({ location: `/api/v1/reports/${id}/content?format=json` }),
  }),
});
