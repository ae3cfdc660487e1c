import { keptFile } from "@/app/_http/kept-file";
import { openPersonalExport } from "@/lib/identity/personal-data/export-personal-data";

/** The file of an export of personal data, for whoever asked for it. */
export const GET = keptFile(async (caller, jobId) => ({
  ...(await openPersonalExport(caller, { jobId })),
  mediaType: "application/json",
}));
