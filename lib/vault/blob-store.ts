import type { ReadAt } from "./sealed-file";

/** Where a stored file stands: per organization, by the SHA-256 of its plaintext. */
export interface BlobKey {
  organizationId: number;
  sha256: string;
}

/** Keeps sealed files. It sees ciphertext only and chooses every path itself. */
export interface BlobStore {
  /** A new file that nobody can find until it is kept. */
  stage(): Promise<StagedBlob>;
  /** The stored file, or undefined when there is none. */
  open(key: BlobKey): Promise<StoredBlob | undefined>;
  has(key: BlobKey): Promise<boolean>;
  /** Removes the file if it was kept before the moment, or whenever; true when one was removed. */
  remove(key: BlobKey, keptBefore?: Date): Promise<boolean>;
  /** Every stored file, or every one of an organization, in pages that fit a query. */
  list(organizationId?: number): AsyncIterable<BlobKey[]>;
  /** Removes what was staged and last written before the moment: its upload ended without a word. */
  sweepStaged(writtenBefore: Date): Promise<number>;
}

export interface StagedBlob {
  /** Writes at the end, or at a position that was written before. */
  write(bytes: Buffer, position?: number): Promise<void>;
  readAt: ReadAt;
  /** Makes it durable under its key; a file that stands there already is replaced whole. Durable when it resolves. */
  keep(key: BlobKey): Promise<void>;
  /** Leaves nothing behind; does nothing after `keep`. */
  discard(): Promise<void>;
}

export interface StoredBlob {
  /** Bytes, as stored. */
  size: number;
  readAt: ReadAt;
  close(): Promise<void>;
}
