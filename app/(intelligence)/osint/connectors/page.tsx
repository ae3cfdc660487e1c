import type { Metadata } from "next";
import { currentActor, load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { connectorNames } from "@/components/intelligence/words";
import { StatusBadge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { getConnectors } from "@/lib/intelligence/osint/connectors-admin";
import { canManageConnectors } from "@/lib/intelligence/osint/osint-policy";
import { ConnectorForm } from "./_components/connector-form";

export const metadata: Metadata = { title: "Connectors" };

/** The services that an agency's analysts may ask; superusers set them up. */
export default async function ConnectorsPage({ searchParams }: { searchParams: Promise<{ edit?: string }> }) {
  const [{ edit }, actor, { connectors, agencies }] = await Promise.all([
    searchParams,
    currentActor(),
    load(getConnectors, {}),
  ]);
  const mayManage = canManageConnectors(actor);
  const edited = mayManage ? connectors.find(({ id }) => String(id) === edit) : undefined;
  return (
    <Page>
      <PageHeader
        title="Connectors"
        breadcrumb={[{ label: "OSINT", href: "/osint" }, { label: "Connectors" }]}
        description="Services elsewhere that can be asked. What is asked leaves this service, so superusers decide where to."
      />
      <Card padded={false}>
        {connectors.length === 0 ? (
          <EmptyState icon="globe" title="No service is connected">
            {mayManage
              ? "Connect SpiderFoot, IntelOwl or OpenCTI below. Until then analysts search the workspace itself."
              : "You can search the workspace itself. A superuser can connect SpiderFoot, IntelOwl or OpenCTI."}
          </EmptyState>
        ) : (
          <Table label="Connectors" stack>
            <Thead>
              <tr>
                <Th>Connector</Th>
                {mayManage && <Th>Agency</Th>}
                <Th>Address</Th>
                <Th>State</Th>
              </tr>
            </Thead>
            <Tbody>
              {connectors.map((each) => (
                <Tr key={each.id} selected={each.id === edited?.id}>
                  <Td>
                    {mayManage ? (
                      <TextLink href={`/osint/connectors?edit=${each.id}`}>{each.name}</TextLink>
                    ) : (
                      each.name
                    )}
                    <span className="block text-xs text-muted">{connectorNames[each.kind]}</span>
                  </Td>
                  {mayManage && <Td label="Agency">{each.organization}</Td>}
                  <Td label="Address" className="wrap-anywhere">
                    {each.base_url}
                  </Td>
                  <Td label="State">
                    {each.is_enabled ? (
                      <StatusBadge tone="success" icon="circle-check" label="On" plain />
                    ) : (
                      <StatusBadge tone="neutral" icon="ban" label="Off" plain />
                    )}
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </Card>
      {mayManage && (
        <Section title={edited ? `Change ${edited.name}` : "Connect a service"} card>
          {agencies.length === 0 ? (
            <p className="text-muted">No organization has analysts yet. Invite one first.</p>
          ) : (
            <ConnectorForm key={`${edited?.id} ${edited?.version}`} connector={edited} agencies={agencies} />
          )}
        </Section>
      )}
    </Page>
  );
}
