import { Badge, StatusBadge } from "../ui/badge";
import { dayInWords } from "../ui/day";
import type { EvidenceFile } from "./evidence-file";

/** Says that the system wrote a file, which no upload can claim, and that what it tells of was withdrawn. */
export function OriginBadge({ file, plain }: { file: Pick<EvidenceFile, "origin" | "withdrawn_on">; plain?: boolean }) {
  if (file.origin !== "system" && !file.withdrawn_on) return null;
  return (
    <span className="inline-flex flex-wrap gap-x-2 gap-y-1 align-middle">
      {file.origin === "system" && (
        <Badge title="Written by SecureSphere from its own records; nobody uploaded it">By the system</Badge>
      )}
      {file.withdrawn_on && (
        <StatusBadge tone="warning" icon="undo" label={`Withdrawn ${dayInWords(file.withdrawn_on)}`} plain={plain} />
      )}
    </span>
  );
}
