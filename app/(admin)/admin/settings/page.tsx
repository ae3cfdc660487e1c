import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { LinkButton } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { getSettings } from "@/lib/health/get-settings";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const groups = await load(getSettings, {});
  return (
    <Page>
      <PageHeader
        title="Settings"
        breadcrumb={[{ label: "Administration" }, { label: "Settings" }]}
        description="The environment decides them when the service starts; docs/OPERATING.md describes each. Secrets are never shown."
        actions={
          <>
            <LinkButton href="/admin/sessions" icon="devices">
              Sessions
            </LinkButton>
            <LinkButton href="/admin/keys" icon="key">
              API keys
            </LinkButton>
          </>
        }
      />
      {groups.map(({ title, settings }) => (
        <Section key={title} title={title}>
          <Card padded={false}>
            <Table label={`Settings: ${title}`} stack>
              <Thead>
                <tr>
                  <Th>Setting</Th>
                  <Th>Value</Th>
                  <Th>Variable</Th>
                </tr>
              </Thead>
              <Tbody>
                {settings.map((setting) => (
                  <Tr key={setting.name}>
                    <Td>{setting.meaning}</Td>
                    <Td label="Value" className="break-all">
                      {setting.value || "–"} {!setting.isSet && <span className="text-xs text-muted">(standard)</span>}
                    </Td>
                    <Td label="Variable" className="font-mono text-xs">
                      {setting.name}
                    </Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          </Card>
        </Section>
      ))}
    </Page>
  );
}
