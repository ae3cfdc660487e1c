import { platformNames } from "@/components/intelligence/words";
import { StatusBadge } from "@/components/ui/badge";
import { Day } from "@/components/ui/day";
import { formatBytes } from "@/components/ui/format-bytes";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { ContentArchive } from "@/lib/intelligence/content-archive/list-content-archives";
import { RestoreArchive, VerifyArchive } from "./archive-job";

const number = (value: number) => value.toLocaleString("en");

const states = {
  archived: { label: "Archived", tone: "success", icon: "circle-check" },
  restored: { label: "Restored", tone: "neutral", icon: "history" },
  disposed: { label: "Disposed of", tone: "neutral", icon: "trash" },
} as const;
const damaged = { label: "Damaged", tone: "danger", icon: "circle-alert" } as const;

/** Each archive with what stands in it, who made it, and how its file was found. */
export function ArchivesTable({ archives, mayArchive }: { archives: ContentArchive[]; mayArchive: boolean }) {
  return (
    <Table label="Archives" stack>
      <Thead>
        <tr>
          <Th>Archive</Th>
          <Th>Posted</Th>
          <Th align="end">Messages</Th>
          <Th align="end">Size</Th>
          <Th>Archived</Th>
          <Th>Verified</Th>
          {mayArchive && <Th>Actions</Th>}
        </tr>
      </Thead>
      <Tbody>
        {archives.map((each) => (
          <Tr key={each.id}>
            <Td>
              <div>
                {each.id} · {each.source.name}{" "}
                <span className="text-sm text-muted">{platformNames[each.source.platform]}</span>
                <span className="block font-mono text-xs wrap-anywhere text-muted">SHA-256 {each.sha256}</span>
              </div>
            </Td>
            <Td label="Posted">
              <span>
                <Day value={each.since.slice(0, 10)} /> to <Day value={each.until.slice(0, 10)} />
              </span>
            </Td>
            <Td label="Messages" align="end">
              {number(each.messages)}
            </Td>
            <Td label="Size" align="end">
              {formatBytes(each.bytes)}
            </Td>
            <Td label="Archived">
              <span>
                <RelativeTime value={each.archived_at} /> by {each.archived_by ?? "the service"}
              </span>
            </Td>
            <Td label="Verified">
              <StatusBadge {...(each.state === "archived" && each.damage ? damaged : states[each.state])} />
              <span className="block text-sm text-muted">
                {each.restored_at ? (
                  <>
                    <RelativeTime value={each.restored_at} /> by {each.restored_by ?? "the service"}
                  </>
                ) : (
                  <RelativeTime value={each.disposed_at ?? each.verified_at} />
                )}
              </span>
              {each.state === "archived" && each.damage && <span className="block text-danger">{each.damage}</span>}
            </Td>
            {mayArchive && (
              <Td label="Actions">
                {each.state === "archived" && (
                  <div className="flex flex-wrap gap-2">
                    <RestoreArchive id={each.id} messages={each.messages} />
                    <VerifyArchive id={each.id} />
                  </div>
                )}
              </Td>
            )}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
