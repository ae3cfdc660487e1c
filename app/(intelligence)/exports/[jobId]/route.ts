import { keptFile } from "@/app/_http/kept-file";
import { openExport } from "@/lib/intelligence/export/export-records";

/** The file of an export, for whoever asked for it and may still see what it is of. */
export const GET = keptFile((caller, jobId) => openExport(caller, { job_id: jobId }));
