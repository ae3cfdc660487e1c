import type { Caller } from "@/lib/kernel/actor";
import { contentDisposition } from "@/lib/vault/content-headers";
import { callerOf } from "./caller";
import { problemOf } from "./problem";
import { requestIdOf } from "./request-id";
import { complete } from "./respond";

interface Kept {
  filename: string;
  mediaType: string;
  size: number;
  body: ReadableStream<Uint8Array>;
}

/** The route of a file that a job made, by the job's id: as a download, for whom `open` hands it out to. */
export const keptFile =
  (open: (caller: Caller, jobId: string) => Promise<Kept>) =>
  async (request: Request, { params }: { params: Promise<{ jobId: string }> }): Promise<Response> => {
    const requestId = requestIdOf(request.headers);
    try {
      const caller = await callerOf("GET", request.headers, requestId);
      const { filename, mediaType, size, body } = await open(caller, (await params).jobId);
      const headers = {
        "content-type": mediaType,
        "content-length": String(size),
        "content-disposition": contentDisposition("attachment", filename),
      };
      return complete(new Response(body, { headers }), requestId);
    } catch (error) {
      return complete(problemOf(error, new URL(request.url).pathname, requestId), requestId);
    }
  };
