import { Readable } from "node:stream";
import type { S3Client } from "@aws-sdk/client-s3";
import { Fault } from "@/lib/kernel/fault";
import { type BackupTarget, fileOf, nameOf, type StoredBackup } from "./target";

/** Bytes of a part: ten thousand of them, which is all that S3 takes, are 156 GiB. */
const PART_BYTES = 16 * 1024 * 1024;

/** Other servers than Amazon's know buckets by path, and not its newer checksums; ours are in the archive. */
const PLAIN = {
  forcePathStyle: true,
  requestChecksumCalculation: "WHEN_REQUIRED",
  responseChecksumValidation: "WHEN_REQUIRED",
} as const;

export interface S3Place {
  bucket: string;
  /** Empty, or ends with a slash. */
  prefix: string;
  /** Unset: Amazon's own. */
  endpoint?: string;
  region: string;
}

/** `s3://bucket/a/folder?endpoint=https://…&region=…` */
export function s3PlaceOf(address: string): S3Place {
  const url = new URL(address);
  const prefix = decodeURIComponent(url.pathname).replace(/^\/+|\/+$/g, "");
  return {
    bucket: url.host,
    prefix: prefix && `${prefix}/`,
    endpoint: url.searchParams.get("endpoint") ?? undefined,
    region: url.searchParams.get("region") ?? (process.env.AWS_REGION || "us-east-1"),
  };
}

/** Backups in a bucket of Amazon S3 or of whatever speaks like it. Credentials come from where Amazon's tools find them. */
export function s3Target({ bucket, prefix, endpoint, region }: S3Place): BackupTarget {
  let connected: Promise<{ client: S3Client; sdk: typeof import("@aws-sdk/client-s3") }> | undefined;
  // Loaded when it is first needed: most set-ups never do.
  const connect = () =>
    (connected ??= import("@aws-sdk/client-s3").then((sdk) => ({
      sdk,
      client: new sdk.S3Client({ region, maxAttempts: 5, ...(endpoint && { endpoint, ...PLAIN }) }),
    })));
  const at = (name: string) => ({ Bucket: bucket, Key: prefix + fileOf(name) });

  return {
    description: `s3://${bucket}/${prefix}${endpoint ? ` at ${new URL(endpoint).host}` : ""}`,

    async put(name, content, signal) {
      const { client } = await connect();
      const { Upload } = await import("@aws-sdk/lib-storage");
      let size = 0;
      const counted = Readable.from(
        (async function* () {
          for await (const chunk of content as AsyncIterable<Buffer>) {
            size += chunk.length;
            yield chunk;
          }
        })(),
        { objectMode: false },
      );
      // Appears when its last part is confirmed; what an aborted one left is removed.
      const upload = new Upload({
        client,
        params: { ...at(name), Body: counted, ContentType: "application/octet-stream" },
        partSize: PART_BYTES,
        queueSize: 2,
      });
      const abort = () => void upload.abort();
      signal.addEventListener("abort", abort, { once: true });
      try {
        signal.throwIfAborted();
        await explained(upload.done());
        return size;
      } finally {
        signal.removeEventListener("abort", abort);
      }
    },

    async open(name) {
      const object = at(name);
      const { client, sdk } = await connect();
      try {
        const { Body, ContentLength } = await client.send(new sdk.GetObjectCommand(object));
        return { size: ContentLength ?? 0, content: Body as Readable };
      } catch (error) {
        if (error instanceof sdk.NoSuchKey || (error as Error).name === "NotFound") return undefined;
        throw explain(error);
      }
    },

    async list() {
      const { client, sdk } = await connect();
      const found: StoredBackup[] = [];
      for (let token: string | undefined; ;) {
        const page = await explained(
          client.send(new sdk.ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token })),
        );
        for (const { Key = "", Size = 0, LastModified } of page.Contents ?? []) {
          const name = nameOf(Key.slice(prefix.length));
          if (name) found.push({ name, size: Size, storedAt: LastModified ?? new Date(0) });
        }
        token = page.IsTruncated ? page.NextContinuationToken : undefined;
        if (!token) return found;
      }
    },

    async remove(name) {
      const { client, sdk } = await connect();
      await explained(client.send(new sdk.DeleteObjectCommand(at(name))));
    },
  };
}

const explained = <T>(answer: Promise<T>): Promise<T> =>
  answer.catch((error: unknown) => {
    throw explain(error);
  });

/** What the bucket refuses is for whoever operates it to read; it names the cause, never a credential. */
function explain(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === "AbortError") return error;
  const code = (error as Error & { code?: string }).code ?? error.name;
  return new Fault("unavailable", `The backup target does not answer as it should (${code}): check BACKUP_URL.`);
}
