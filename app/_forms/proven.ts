"use client";

/** Asks the person on this page to show once more who it is; false: it would not. */
type Asker = () => Promise<boolean>;

/** What actions answer, as far as it matters here. */
type Answer = { ok: true } | { ok: false; fault: { code?: string } };

let asker: Asker | undefined;

/** The dialog that asks (proof-dialog.tsx), while it is on the page. */
export function askWith(dialog: Asker): () => void {
  asker = dialog;
  return () => {
    if (asker === dialog) asker = undefined;
  };
}

/** Sends; where the server first wants to know once more who it is, asks for that and goes on with what was asked. */
export async function proven<Result extends Answer>(send: () => Promise<Result>): Promise<Result> {
  const answer = await send();
  if (answer.ok || answer.fault.code !== "reauthentication_required" || !asker) return answer;
  return (await asker()) ? await send() : answer;
}
