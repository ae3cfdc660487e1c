import { v5 } from "uuid";
import type { Exported } from "../exported";

/** The namespace that STIX 2.1 (section 2.9) gives to the deterministic ids of observables. */
const OBSERVABLES = "00abedb4-aa42-466c-9c01-fed23315a9b7";
/** Ours, for every other object. */
const OBJECTS = "5d7a0c0e-6f3b-4d53-9a43-5d2f0f4b6c11";

/** A JSON value as RFC 8785 writes it, as far as texts, lists and records of them go. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1)); // by UTF-16 code units, as the RFC has it
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(",")}}`;
}

/** The id of an observable: the same wherever the same thing was observed. */
export const observableId = (type: string, contributing: Record<string, unknown>) =>
  `${type}--${v5(canonicalJson(contributing), OBSERVABLES)}`;

/** The id of a record of ours as a STIX object: the same in every export of this installation. */
export const recordId = (type: string, { origin }: Pick<Exported, "origin">, record: string) =>
  `${type}--${v5(`${origin}|${record}`, OBJECTS)}`;

/** The id of what is the same in every installation. */
export const commonId = (type: string, name: string) => `${type}--${v5(name, OBJECTS)}`;

/** A moment as STIX writes it. */
export const stixTime = (moment: Date) => moment.toISOString();
