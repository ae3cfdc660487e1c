import { StatusBadge } from "@/components/ui/badge";
import { formatBytes } from "@/components/ui/format-bytes";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Backup } from "@/lib/backup/describe-backup";
import { durationOf, faceOf } from "./backup-face";

/** Backups, the newest first. A row opens what it holds. */
export function BackupsTable({ backups, open }: { backups: (Backup & { href: string })[]; open: number | undefined }) {
  return (
    <Table label="Backups" stack>
      <Thead>
        <tr>
          <Th>Made</Th>
          <Th>State</Th>
          <Th>Verified</Th>
          <Th align="end">Size</Th>
          <Th align="end">Rows</Th>
          <Th align="end">Files</Th>
        </tr>
      </Thead>
      <Tbody>
        {backups.map((backup) => (
          <Tr key={backup.id} selected={backup.id === open}>
            <Td>
              <TextLink href={backup.href} scroll={false} prefetch={false} data-row>
                <RelativeTime value={backup.created_at} format="datetime" />
              </TextLink>
              <span className="block text-xs text-muted">
                {backup.trigger === "schedule" ? "by the schedule" : `by ${backup.made_by ?? "the command line"}`}
              </span>
            </Td>
            <Td label="State">
              <StatusBadge {...faceOf(backup)} plain />
            </Td>
            <Td label="Verified">
              {backup.verification?.at ? (
                <>
                  <RelativeTime value={backup.verification.at} />
                  <span className="block text-xs text-muted">
                    in {durationOf(backup.verification.duration_ms ?? 0)}
                  </span>
                </>
              ) : (
                <span className="text-muted">–</span>
              )}
            </Td>
            <Td label="Size" align="end">
              {backup.size === null ? "–" : formatBytes(backup.size)}
            </Td>
            <Td label="Rows" align="end">
              {backup.rows?.toLocaleString("en") ?? "–"}
            </Td>
            <Td label="Files" align="end">
              {backup.evidence_files?.toLocaleString("en") ?? "–"}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
