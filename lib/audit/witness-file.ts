import { createReadStream } from "node:fs";
import { mkdir, open, readdir, stat } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import type { SignedCheckpoint } from "./proof/checkpoint";

/*
 * The witness: checkpoints in a directory outside the database, a line each, a file a month. It is only ever appended to,
 * so copying the directory anywhere, at any time, gives a witness too.
 */
const NAME = /^checkpoints-\d{4}-\d\d\.jsonl$/;
const fileOf = (checkpoint: SignedCheckpoint) => `checkpoints-${checkpoint.sealed_at.slice(0, 7)}.jsonl`;

/** The files of a witness directory, the oldest first; a file is itself. */
async function witnessFiles(place: string): Promise<string[]> {
  const info = await stat(place).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (!info) return [];
  if (info.isFile()) return [place];
  return (await readdir(place))
    .filter((name) => NAME.test(name))
    .sort()
    .map((name) => path.join(place, name));
}

/** All checkpoints that a witness kept, in their order; a line that a crash cut short is left out. */
export async function* readWitness(place: string): AsyncGenerator<SignedCheckpoint> {
  for (const file of await witnessFiles(place)) {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      const checkpoint = parsed(line);
      if (checkpoint) yield checkpoint;
    }
  }
}

const TAIL = 16_384;

/** The last checkpoint a witness kept. */
export async function lastWitnessed(directory: string): Promise<SignedCheckpoint | undefined> {
  for (const file of (await witnessFiles(directory)).reverse()) {
    const handle = await open(file, "r");
    try {
      const { size } = await handle.stat();
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(TAIL), 0, TAIL, Math.max(0, size - TAIL));
      const lines = buffer.toString("utf8", 0, bytesRead).split("\n").reverse();
      for (const line of lines) {
        const checkpoint = parsed(line);
        if (checkpoint) return checkpoint;
      }
    } finally {
      await handle.close();
    }
  }
  return undefined;
}

/** Appends checkpoints and makes them durable. */
export async function appendToWitness(directory: string, checkpoints: readonly SignedCheckpoint[]): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const files = new Map<string, SignedCheckpoint[]>();
  for (const checkpoint of checkpoints)
    files.set(fileOf(checkpoint), [...(files.get(fileOf(checkpoint)) ?? []), checkpoint]);
  for (const [name, lines] of files) {
    const handle = await open(path.join(directory, name), "a+", 0o600);
    try {
      // After a crash the last line may lack its end: what follows must not join it.
      const { size } = await handle.stat();
      const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
      const gap = size > 0 && buffer[0] !== 10 ? "\n" : "";
      await handle.appendFile(gap + lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
      await handle.datasync();
    } finally {
      await handle.close();
    }
  }
}

function parsed(line: string): SignedCheckpoint | undefined {
  try {
    const value = JSON.parse(line) as SignedCheckpoint;
    return typeof value.n === "number" && typeof value.signature === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
