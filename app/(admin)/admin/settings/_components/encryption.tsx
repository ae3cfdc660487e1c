import { Badge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { Stat } from "@/components/ui/data-list";
import { Notice } from "@/components/ui/form-error";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { getKeys } from "@/lib/vault/rotation/get-keys";
import { RenewKeys } from "./renew-keys";

/** What evidence, secrets and backups are encrypted with: the ring, what each of its keys is needed for, and a way to renew. */
export function Encryption({ keys }: { keys: Awaited<ReturnType<typeof getKeys>> }) {
  const { ring, data_keys, work } = keys;
  const isBehind = data_keys.outdated_files > 0 || data_keys.has_outdated_secrets;
  return (
    <Section
      title="Encryption keys"
      description="The ring wraps a data key of each organization; its files and secrets are sealed under that. Renewing goes on while people work."
    >
      {isBehind && work.length === 0 && (
        <Notice tone="warning" title="Some files or secrets are sealed under retired data keys">
          Renewing the keys was interrupted, or a file does not open. Renew them again; what went wrong stands under
          Jobs.
        </Notice>
      )}
      <Card className="grid gap-x-8 gap-y-4 sm:grid-cols-3">
        <Stat
          label="Data keys in use"
          value={data_keys.current}
          detail={data_keys.oldest ? "One for each organization that keeps anything" : "Made with the first file"}
        />
        <Stat
          label="Oldest"
          value={data_keys.oldest ? <RelativeTime value={data_keys.oldest} format="date" /> : "–"}
          detail="Made when its organization's keys were last renewed"
        />
        <Stat label="Retired" value={data_keys.retired} detail="Destroyed a day later, when nothing needs them" />
      </Card>
      <Card padded={false}>
        <Table label="Keys of the ring" stack>
          <Thead>
            <tr>
              <Th>Key</Th>
              <Th>Needed for</Th>
              <Th align="end">Data keys</Th>
              <Th align="end">Backups</Th>
            </tr>
          </Thead>
          <Tbody>
            {ring.map((key) => (
              <Tr key={key.id}>
                <Td>
                  <code>{key.id}</code> {key.is_current && <Badge>Current</Badge>}
                </Td>
                <Td label="Needed for">
                  {key.needed_for.length > 0 ? key.needed_for.join(", ") : "Nothing: it can leave the ring"}
                </Td>
                <Td label="Data keys" align="end">
                  {key.data_keys}
                </Td>
                <Td label="Backups" align="end">
                  {key.backups}
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      </Card>
      <RenewKeys work={work} />
    </Section>
  );
}
