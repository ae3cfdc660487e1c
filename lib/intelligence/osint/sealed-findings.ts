import type { WrappedDataKey } from "@/lib/vault/data-keys";
import { openDataKey } from "@/lib/vault/data-keys";
import { openValue, sealValue } from "@/lib/vault/sealed-value";
import { osintPlace } from "../sealed-places";
import type { OsintFindings } from "./connectors/connector";
import type { RejectedRecord } from "./read-spiderfoot-file";

/** What is kept of a search. */
export interface Findings extends OsintFindings {
  /** Records of an imported file that could not be read. */
  rejected?: RejectedRecord[];
}

/** What an analyst makes of it. */
export interface Analysis {
  note: string;
  by: string;
  at: string;
}

type Column = "results" | "analysis";
export interface SealedRow {
  id: number;
  organizationId: number;
  dataKeyId: number | null;
}

/** Seals a value for a column of a search. */
export const sealFor = (column: Column, row: Pick<SealedRow, "id" | "organizationId">, key: Buffer, value: unknown) =>
  sealValue(Buffer.from(JSON.stringify(value)), key, osintPlace(column, row.organizationId, row.id));

/** Opens what stands in a column of a search, by the data keys of its agency; null where nothing stands there. */
export function openFrom<Value>(
  column: Column,
  row: SealedRow,
  sealed: Buffer | null,
  keys: readonly WrappedDataKey[],
): Value | null {
  if (!sealed) return null;
  const wrapped = keys.find((key) => key.id === row.dataKeyId);
  if (!wrapped) throw new Error(`the data key of search ${row.id} is gone`);
  const plain = openValue(sealed, openDataKey(wrapped), osintPlace(column, row.organizationId, row.id));
  return JSON.parse(plain.toString("utf8")) as Value;
}
