// Written by `npm run routes` from the folder app/api; a test fails when the two differ.
import * as r0 from "@/app/api/[...path]/route";
import * as r1 from "@/app/api/audit_trail/route";
import * as r2 from "@/app/api/docs/[file]/route";
import * as r3 from "@/app/api/docs/route";
import * as r4 from "@/app/api/get_responses/[product_id]/route";
import * as r5 from "@/app/api/health/database/route";
import * as r6 from "@/app/api/health/live/route";
import * as r7 from "@/app/api/health/ready/route";
import * as r8 from "@/app/api/maturity_scores/[product_id]/[user_id]/route";
import * as r9 from "@/app/api/openapi.json/route";
import * as r10 from "@/app/api/save_response/route";
import * as r11 from "@/app/api/v1/audit/export/route";
import * as r12 from "@/app/api/v1/comments/route";
import * as r13 from "@/app/api/v1/evidence/[id]/content/route";
import * as r14 from "@/app/api/v1/evidence/[id]/links/[response_id]/route";
import * as r15 from "@/app/api/v1/evidence/route";
import * as r16 from "@/app/api/v1/jobs/[job_id]/cancel/route";
import * as r17 from "@/app/api/v1/jobs/[job_id]/retry/route";
import * as r18 from "@/app/api/v1/jobs/[job_id]/route";
import * as r19 from "@/app/api/v1/jobs/route";
import * as r20 from "@/app/api/v1/notifications/route";
import * as r21 from "@/app/api/v1/products/[product_id]/route";
import * as r22 from "@/app/api/v1/products/route";

import { type Route } from "./route-table";

export const routes: Route[] = [
  { pattern: "/api/[...path]", module: r0 },
  { pattern: "/api/audit_trail", module: r1 },
  { pattern: "/api/docs/[file]", module: r2 },
  { pattern: "/api/docs", module: r3 },
  { pattern: "/api/get_responses/[product_id]", module: r4 },
  { pattern: "/api/health/database", module: r5 },
  { pattern: "/api/health/live", module: r6 },
  { pattern: "/api/health/ready", module: r7 },
  { pattern: "/api/maturity_scores/[product_id]/[user_id]", module: r8 },
  { pattern: "/api/openapi.json", module: r9 },
  { pattern: "/api/save_response", module: r10 },
  { pattern: "/api/v1/audit/export", module: r11 },
  { pattern: "/api/v1/comments", module: r12 },
  { pattern: "/api/v1/evidence/[id]/content", module: r13 },
  { pattern: "/api/v1/evidence/[id]/links/[response_id]", module: r14 },
  { pattern: "/api/v1/evidence", module: r15 },
  { pattern: "/api/v1/jobs/[job_id]/cancel", module: r16 },
  { pattern: "/api/v1/jobs/[job_id]/retry", module: r17 },
  { pattern: "/api/v1/jobs/[job_id]", module: r18 },
  { pattern: "/api/v1/jobs", module: r19 },
  { pattern: "/api/v1/notifications", module: r20 },
  { pattern: "/api/v1/products/[product_id]", module: r21 },
  { pattern: "/api/v1/products", module: r22 },
];
