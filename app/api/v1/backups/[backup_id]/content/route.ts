import { Readable } from "node:stream";
import { handler, resource } from "@/app/_http/route";
import { openDownload } from "@/lib/backup/open-download";
import { getBackup } from "@/lib/backup/get-backup";
import { contentDisposition } from "@/lib/vault/content-headers";

/** The encrypted archive. HEAD answers without opening it. */
const content = handler(async (request, params, caller) => {
  if (request.method === "HEAD") {
    const { size } = await getBackup(caller, { backup_id: String(params.backup_id) });
    return new Response(null, { headers: size === null ? {} : { "content-length": String(size) } });
  }
  const { filename, size, content: stream } = await openDownload(caller, { backup_id: String(params.backup_id) });
  return new Response(Readable.toWeb(stream) as ReadableStream, {
    headers: {
      "content-type": "application/octet-stream",
      "content-length": String(size),
      "content-disposition": contentDisposition("attachment", filename),
    },
  });
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: content });
