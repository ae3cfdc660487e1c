import type { ImportPreview } from "@/lib/assessment/import-file";

/** What the person says otherwise than the file. */
export interface Wishes {
  title?: string;
  version?: string;
  leaveOutRejected?: boolean;
}

/** Why nothing could be read or stored, and where. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly places: { path: string; message: string }[] = [],
  ) {
    super(message);
  }
}

const LOST = "The connection was lost. Nothing was stored; try again.";

async function send<Answer>(file: File, query: Record<string, string | undefined>): Promise<Answer> {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  let response: Response;
  try {
    response = await fetch(`/api/v1/questionnaires?${new URLSearchParams(given)}`, {
      method: "POST",
      headers: { "x-filename": encodeURIComponent(file.name), "content-type": "application/octet-stream" },
      body: file,
    });
  } catch {
    throw new Refusal(LOST);
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Refusal(body?.detail ?? LOST, body?.errors);
  return body as Answer;
}

/** What would be stored. @throws Refusal */
export const lookOver = (file: File) => send<ImportPreview>(file, { dry_run: "1" });

/** Stores the very file that was looked over. @throws Refusal */
export const store = (file: File, preview: ImportPreview, { title, version, leaveOutRejected }: Wishes) =>
  send<{ id: number; title: string; version: string }>(file, {
    sha256: preview.sha256,
    title: title === preview.title ? undefined : title,
    version: version === preview.version ? undefined : version,
    leave_out_rejected: leaveOutRejected ? "1" : undefined,
  });
