interface StoredImport {
  import: { id: number; filename: string };
}

/** Why a file was not kept: in words, and beside which field where it is about one. */
export class ImportRefused extends Error {
  constructor(
    message: string,
    readonly fields: { path: string; message: string }[] = [],
  ) {
    super(message);
  }
}

const LOST = "The connection was lost. Nothing was kept; try again.";

/**
 * Sends a file with what is said of it, and tells how far it is, from 0 to 1 (fetch cannot).
 * @throws ImportRefused, or the signal's reason
 */
export function sendImport(
  file: File,
  fields: Record<string, string>,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (share: number) => void },
): Promise<StoredImport> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value) form.set(name, value);
  form.set("start", "false");
  form.set("file", file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/imports");
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => {
      if (request.status === 201 && request.response) return resolve(request.response as StoredImport);
      const problem = request.response as { detail?: string; errors?: { path: string; message: string }[] } | null;
      reject(new ImportRefused(problem?.detail ?? "That did not work. Nothing was kept; try again.", problem?.errors));
    };
    request.onerror = () => reject(new ImportRefused(LOST));
    request.onabort = () => reject(signal.reason as Error);
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(form);
  });
}
