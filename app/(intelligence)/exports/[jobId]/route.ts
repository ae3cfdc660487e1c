import { callerOf } from "@/app/_http/caller";
import { problemOf } from "@/app/_http/problem";
import { requestIdOf } from "@/app/_http/request-id";
import { complete } from "@/app/_http/respond";
import { openExport } from "@/lib/intelligence/export/export-records";

/** The file of an export, for whoever asked for it and may still see what it is of. */
export async function GET(request: Request, { params }: { params: Promise<{ jobId: string }> }): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    const caller = await callerOf("GET", request.headers, requestId);
    const { filename, mediaType, size, body } = await openExport(caller, { job_id: (await params).jobId });
    const headers = {
      "content-type": mediaType,
      "content-length": String(size),
      "content-disposition": `attachment; filename="${filename}"`,
    };
    return complete(new Response(body, { headers }), requestId);
  } catch (error) {
    return complete(problemOf(error, new URL(request.url).pathname, requestId), requestId);
  }
}
