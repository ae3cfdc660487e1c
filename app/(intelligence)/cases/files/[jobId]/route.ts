import { callerOf } from "@/app/_http/caller";
import { problemOf } from "@/app/_http/problem";
import { requestIdOf } from "@/app/_http/request-id";
import { complete } from "@/app/_http/respond";
import { openCaseFile } from "@/lib/intelligence/cases/print-case-file";

/** A printed case file, for whoever asked for it and may still see the case. */
export async function GET(request: Request, { params }: { params: Promise<{ jobId: string }> }): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    const caller = await callerOf("GET", request.headers, requestId);
    const { filename, size, body } = await openCaseFile(caller, { job_id: (await params).jobId });
    const headers = {
      "content-type": "application/pdf",
      "content-length": String(size),
      "content-disposition": `attachment; filename="${filename}"`,
    };
    return complete(new Response(body, { headers }), requestId);
  } catch (error) {
    return complete(problemOf(error, new URL(request.url).pathname, requestId), requestId);
  }
}
