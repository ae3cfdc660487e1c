import { pipeline, PassThrough, Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { Busboy, type BusboyFileStream, type BusboyInstance } from "@fastify/busboy";
import { Fault } from "@/lib/kernel/fault";
import type { FilePart, FormPart } from "@/lib/assessment/save-response-with-evidence";

const LIMITS = { fields: 100, files: 100, parts: 200, fieldSize: 256 * 1024, headerPairs: 20, headerSize: 16 * 1024 };

/**
 * The parts of a multipart/form-data body, read no faster than they are taken.
 * @throws Fault malformed when it is not one, or ends early; too_large for too many or too long fields
 */
export async function* formParts(request: Request): AsyncGenerator<FormPart> {
  const parser = parserFor(request);
  const parts = new PassThrough({ objectMode: true, highWaterMark: LIMITS.parts + 1 });
  const files = new Set<BusboyFileStream>();
  const fail = (error: Error) => {
    for (const file of files) file.destroy(error);
    parts.destroy(error);
  };
  parser.on("field", (name, value, _nameCut, valueCut) => {
    if (!name) fail(malformed());
    else if (valueCut) fail(new Fault("too_large", `The field ${name.slice(0, 100)} is longer than 256 KiB.`));
    else parts.write({ name, value });
  });
  parser.on("file", (name, stream, filename, _encoding, declaredType) => {
    files.add(stream);
    stream.once("close", () => files.delete(stream));
    stream.on("error", () => {}); // whoever reads the file learns of it; nobody else needs to
    parts.write({ name: name ?? "", file: { filename, declaredType, chunks: stream } });
  });
  for (const limit of ["fieldsLimit", "filesLimit", "partsLimit"] as const) {
    parser.on(limit, () => fail(new Fault("too_large", "The form has too many parts.")));
  }
  parser.on("finish", () => parts.end());
  const source = request.body ? Readable.fromWeb(request.body as ReadableStream) : Readable.from([]);
  pipeline(source, parser, (error) => error && fail(malformed()));
  try {
    for await (const part of parts as AsyncIterable<FormPart>) {
      // A browser sends an empty file for a field in which none was chosen.
      if ("file" in part && !part.file.filename) await refuseContent(part);
      else yield part;
    }
  } finally {
    source.destroy();
  }
}

function parserFor(request: Request): BusboyInstance {
  try {
    const headers = { "content-type": request.headers.get("content-type") ?? "" };
    // What has a file name is a file, an empty one too; what has none is a field, whatever its type.
    return new Busboy({ headers, limits: LIMITS, isPartAFile: (_name, _type, filename) => filename !== undefined });
  } catch {
    throw malformed();
  }
}

async function refuseContent({ name, file }: { name: string; file: FilePart }) {
  for await (const chunk of file.chunks) {
    if (chunk.length === 0) continue;
    const message = "is a file without a name";
    throw new Fault("invalid", `${name} ${message}.`, { fields: [{ path: name, message }] });
  }
}

const malformed = () =>
  new Fault("malformed", "The body is not complete multipart/form-data. Nothing was stored or saved.");
