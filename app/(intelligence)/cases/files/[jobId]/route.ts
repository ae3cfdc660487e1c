import { keptFile } from "@/app/_http/kept-file";
import { openCaseFile } from "@/lib/intelligence/cases/print-case-file";

/** A printed case file, for whoever asked for it and may still see the case. */
export const GET = keptFile(async (caller, jobId) => ({
  ...(await openCaseFile(caller, { job_id: jobId })),
  mediaType: "application/pdf",
}));
