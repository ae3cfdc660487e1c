import type { AnswerImport } from "@/lib/assessment/import-answers";

/** Why nothing could be read or imported. */
export class Refusal extends Error {
  constructor(
    message: string,
    /** What stands changed since the file was looked over. */
    readonly changed = false,
  ) {
    super(message);
  }
}

const LOST = "The connection was lost. Look the file over again to see what was imported.";

async function send(productId: number, file: File, query: Record<string, string>): Promise<AnswerImport> {
  let response: Response;
  try {
    response = await fetch(`/api/v1/products/${productId}/answers/import?${new URLSearchParams(query)}`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: file,
    });
  } catch {
    throw new Refusal(LOST);
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Refusal(body?.detail ?? LOST, response.status === 409);
  return body as AnswerImport;
}

/** What would be changed. @throws Refusal */
export const lookOver = (productId: number, file: File) => send(productId, file, { dry_run: "1" });

/** Imports the very file that was looked over, as decided; what is refused is left out. @throws Refusal */
export const importAnswers = (
  productId: number,
  file: File,
  { sha256, state }: AnswerImport,
  mine: readonly number[],
) =>
  send(productId, file, {
    sha256,
    state,
    leave_out_rejected: "1",
    conflicts: "theirs",
    ...(mine.length > 0 && { mine: mine.join() }),
  });
