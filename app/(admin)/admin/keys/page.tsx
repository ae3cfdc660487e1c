import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { FilterForm } from "@/components/lists/filter-form";
import { listAddress, type SearchParams } from "@/components/lists/list-address";
import { Page, PageHeader } from "@/components/frame/page-header";
import { StatusBadge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { LoadMore } from "@/components/ui/load-more";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { listAllKeys } from "@/lib/identity/admin/list-all-keys";
import { RowAction } from "../../_components/row-action";
import { revokeKeyAction } from "./actions";

export const metadata: Metadata = { title: "API keys" };

const PATH = "/admin/keys";
const faces = {
  valid: { tone: "success", icon: "circle-check", label: "Valid" },
  expired: { tone: "warning", icon: "hourglass", label: "Expired" },
  revoked: { tone: "neutral", icon: "ban", label: "Revoked" },
} as const;

export default async function KeysPage({ searchParams }: { searchParams: SearchParams }) {
  const address = await listAddress(PATH, searchParams, ["q"]);
  const { q } = address.values;
  const { items, nextCursor } = await load(listAllKeys, { q, limit: address.limit, cursor: address.cursor });
  const stateOf = ({ revokedAt, expiresAt }: (typeof items)[number]) =>
    revokedAt ? "revoked" : expiresAt && expiresAt.getTime() < Date.now() ? "expired" : "valid";
  return (
    <Page>
      <PageHeader
        title="API keys"
        breadcrumb={[{ label: "Administration" }, { label: "API keys" }]}
        description="Everybody’s keys. Their owners make them; a key that leaked is revoked here, at once and for good."
      />
      <FilterForm
        path={PATH}
        title="API keys"
        search={q}
        placeholder="Search user, name or beginning of a key"
        kept={{}}
      />
      <Card padded={false}>
        {items.length === 0 ? (
          <EmptyState icon="key" title={q ? "No key matches" : "Nobody has a key"} />
        ) : (
          <Table label="API keys" stack>
            <Thead>
              <tr>
                <Th>Key</Th>
                <Th>User</Th>
                <Th>Scopes</Th>
                <Th>State</Th>
                <Th>Used</Th>
                <Th align="end">
                  <span className="sr-only">Actions</span>
                </Th>
              </tr>
            </Thead>
            <Tbody>
              {items.map((key) => (
                <Tr key={key.id}>
                  <Td>
                    {key.name || "Unnamed"} <code className="block text-xs text-muted">{key.prefix}…</code>
                  </Td>
                  <Td label="User">
                    <TextLink href={`/admin/users/${key.userId}`}>{key.username}</TextLink>
                  </Td>
                  <Td label="Scopes" className="text-xs">
                    {key.scopes.join(", ")}
                  </Td>
                  <Td label="State">
                    <StatusBadge {...faces[stateOf(key)]} plain />
                    {key.expiresAt && !key.revokedAt && (
                      <span className="block text-xs text-muted">
                        until <RelativeTime value={key.expiresAt} format="date" />
                      </span>
                    )}
                  </Td>
                  <Td label="Used">{key.seenAt ? <RelativeTime value={key.seenAt} /> : "never"}</Td>
                  <Td align="end">
                    {!key.revokedAt && (
                      <RowAction
                        input={{ keyId: key.id }}
                        action={revokeKeyAction}
                        {...{ icon: "ban", label: "Revoke", about: key.name || key.prefix, done: "The key is revoked" }}
                        confirm={{
                          title: `Revoke the key ${key.name || key.prefix}?`,
                          description: "Programs that use it are refused from now on. It cannot be brought back.",
                        }}
                      />
                    )}
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </Card>
      <LoadMore href={address.more(nextCursor)} shown={items.length} noun="keys" />
    </Page>
  );
}
