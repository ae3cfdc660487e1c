import { Fault } from "@/lib/kernel/fault";
import { limits } from "./limits";

/**
 * All of a file that is sent, or nothing: it stops where the file is too large.
 * @throws Fault too_large
 */
export async function collect(stream: AsyncIterable<Uint8Array>, what: string, announced = 0): Promise<Buffer> {
  const tooLarge = () => new Fault("too_large", `${what} may have at most ${limits.fileBytes / 1024 / 1024} MB.`);
  if (announced > limits.fileBytes) throw tooLarge();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of stream) {
    size += piece.length;
    if (size > limits.fileBytes) throw tooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
