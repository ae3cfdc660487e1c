import { handler, resource } from "@/app/_http/route";
import { textFile } from "@/app/_http/text-file";
import { exportCheckpoints } from "@/lib/audit/export-checkpoints";

/** Every checkpoint as a line of JSON, streamed: a witness for whoever keeps it. */
const exported = handler(async (_request, _params, caller) =>
  textFile(await exportCheckpoints(caller, {}), {
    name: "audit-checkpoints",
    ending: "jsonl",
    type: "application/x-ndjson; charset=utf-8",
  }),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: exported });
