import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { LinkButton } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { getSettings } from "@/lib/health/get-settings";
import { getKeys } from "@/lib/vault/rotation/get-keys";
import { AlarmSettings } from "./_components/alarm-settings";
import { Encryption } from "./_components/encryption";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ searchParams }: { searchParams: Promise<{ alarms?: string }> }) {
  const [{ groups, alarms }, keys, { alarms: open }] = await Promise.all([
    load(getSettings, {}),
    load(getKeys, {}),
    searchParams,
  ]);
  return (
    <Page>
      <PageHeader
        title="Settings"
        breadcrumb={[{ label: "Administration" }, { label: "Settings" }]}
        description="What raises an alarm is decided here; the rest by the environment when the service starts, as docs/OPERATING.md describes. Secrets are never shown."
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
      <Section
        title="Alarms"
        actions={
          <LinkButton href="/admin/settings?alarms=1" icon="pen" size="sm" scroll={false}>
            Change alarms
          </LinkButton>
        }
        card
      >
        <dl className="grid gap-4 sm:grid-cols-3">
          <Figure label="Database larger than">
            {alarms.database_megabytes ? `${alarms.database_megabytes.toLocaleString("en")} MB` : "Never"}
          </Figure>
          <Figure label="Nobody active for">
            {alarms.inactivity_hours ? `${alarms.inactivity_hours} hours` : "Never"}
          </Figure>
          <Figure label="Trail unsealed for">{alarms.sealing_seconds} seconds</Figure>
        </dl>
      </Section>
      <Encryption keys={keys} />
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
                    <Td label="Value" className="wrap-anywhere">
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
      <AlarmSettings open={open !== undefined} settings={alarms} />
    </Page>
  );
}

function Figure({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="font-medium tabular-nums">{children}</dd>
    </div>
  );
}
