/** The `path` of the public contract: opaque to callers, and the only thing `evidence_path` accepts. */
export const evidencePath = (evidence: { id: number; filename: string }) =>
  `evidence/${evidence.id}/${evidence.filename}`;

/** The id in a path that an upload returned; undefined for anything else. */
export function evidenceIdOfPath(path: string): number | undefined {
  const [, digits] = /^evidence\/([1-9]\d{0,9})\/[^/\\]+$/.exec(path) ?? [];
  const id = Number(digits);
  return id <= 2_147_483_647 ? id : undefined;
}
