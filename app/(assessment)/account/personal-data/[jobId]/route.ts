import { callerOf } from "@/app/_http/caller";
import { problemOf } from "@/app/_http/problem";
import { requestIdOf } from "@/app/_http/request-id";
import { complete } from "@/app/_http/respond";
import { openPersonalExport } from "@/lib/identity/personal-data/export-personal-data";

/** The file of an export of personal data, for whoever asked for it. */
export async function GET(request: Request, { params }: { params: Promise<{ jobId: string }> }): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    const caller = await callerOf("GET", request.headers, requestId);
    const { filename, size, body } = await openPersonalExport(caller, await params);
    const headers = {
      "content-type": "application/json",
      "content-length": String(size),
      "content-disposition": `attachment; filename="${filename}"`,
    };
    return complete(new Response(body, { headers }), requestId);
  } catch (error) {
    return complete(problemOf(error, new URL(request.url).pathname, requestId), requestId);
  }
}
