import { kindOf } from "@/components/evidence/evidence-file";
import { ExpiryBadge } from "@/components/evidence/expiry-badge";
import { OriginBadge } from "@/components/evidence/origin-badge";
import { Day } from "@/components/ui/day";
import { formatBytes } from "@/components/ui/format-bytes";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { LibraryItem } from "@/lib/assessment/evidence-library";
import { expiryOf } from "@/lib/vault/expiry";

/** The documents of the library. A name leads to what is known of it. */
export function LibraryTable({
  files,
  selected,
  showOrganization,
  hrefOf,
}: {
  files: LibraryItem[];
  selected: number | undefined;
  showOrganization: boolean;
  hrefOf: (id: number) => string;
}) {
  return (
    <Table label="Evidence" stack>
      <Thead>
        <Tr>
          <Th>Title</Th>
          {showOrganization && <Th>Organization</Th>}
          <Th>Kind</Th>
          <Th align="end">Size</Th>
          <Th align="end">Version</Th>
          <Th align="end">Used by</Th>
          <Th>Expires</Th>
          <Th align="end">Uploaded</Th>
        </Tr>
      </Thead>
      <Tbody>
        {files.map((file) => (
          <Tr key={file.id} selected={file.id === selected}>
            <Td>
              <TextLink quiet href={hrefOf(file.id)} scroll={false} prefetch={false} data-row>
                {file.title || file.filename}
              </TextLink>{" "}
              <OriginBadge file={file} plain />
              {file.title && <span className="block text-xs [overflow-wrap:anywhere] text-muted">{file.filename}</span>}
            </Td>
            {showOrganization && <Td label="Organization">{file.organization}</Td>}
            <Td label="Kind">{kindOf(file.media_type).word}</Td>
            <Td label="Size" align="end">
              {formatBytes(file.size)}
            </Td>
            <Td label="Version" align="end">
              {file.edition}
            </Td>
            <Td label="Used by" align="end">
              {file.used_by === 0 ? <span className="text-muted">–</span> : answers(file.used_by)}
            </Td>
            <Td label="Expires">
              {!file.expires_on ? (
                <span className="text-muted">–</span>
              ) : expiryOf(file.expires_on) === "valid" ? (
                <Day value={file.expires_on} />
              ) : (
                <ExpiryBadge expiresOn={file.expires_on} plain />
              )}
            </Td>
            <Td label="Uploaded" align="end" className="text-muted">
              <RelativeTime value={file.created_at} />
              <span className="block text-xs">{file.uploaded_by}</span>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

const answers = (count: number) => (count === 1 ? "1 answer" : `${count} answers`);
