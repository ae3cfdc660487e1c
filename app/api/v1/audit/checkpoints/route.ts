import { handler, resource } from "@/app/_http/route";
import { exportCheckpoints } from "@/lib/audit/export-checkpoints";

/** Every checkpoint as a line of JSON, streamed: a witness for whoever keeps it. */
const exported = handler(async (_request, _params, caller) => {
  const pieces = await exportCheckpoints(caller, {});
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await pieces.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    cancel: async () => void (await pieces.return(undefined)),
  });
  const day = new Date().toISOString().slice(0, 10);
  return new Response(body, {
    headers: {
      "content-type": "application/x-ndjson; charset=utf-8",
      "content-disposition": `attachment; filename="audit-checkpoints-${day}.jsonl"`,
    },
  });
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: exported });
