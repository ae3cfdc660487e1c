import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { listAddress, type SearchParams } from "@/components/lists/list-address";
import { RowKeys } from "@/components/lists/row-keys";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { LoadMore } from "@/components/ui/load-more";
import { EmptyState } from "@/components/ui/states";
import { getBackupSettings } from "@/lib/backup/get-settings";
import { listBackupWork } from "@/lib/backup/list-work";
import { listBackups } from "@/lib/backup/list-backups";
import { BackupDrawer } from "./_components/backup-drawer";
import { BackupSettings } from "./_components/backup-settings";
import { BackupWork } from "./_components/backup-work";
import { BackupsTable } from "./_components/backups-table";
import { Standing } from "./_components/standing";

export const metadata: Metadata = { title: "Backups" };

const PATH = "/admin/backups";

export default async function BackupsPage({ searchParams }: { searchParams: SearchParams }) {
  const address = await listAddress(PATH, searchParams, ["backup", "settings"]);
  const [settings, work, { backups, next_cursor }] = await Promise.all([
    load(getBackupSettings, {}),
    load(listBackupWork, {}),
    load(listBackups, { limit: address.limit, cursor: address.cursor }),
  ]);
  const { backup } = address.values;
  const open = backup && /^\d{1,10}$/.test(backup) ? Number(backup) : undefined;
  return (
    <Page>
      <PageHeader
        title="Backups"
        breadcrumb={[{ label: "Administration" }, { label: "Backups" }]}
        description="The database and its evidence at one moment, encrypted. Each is proven by restoring it into a database started for the moment."
        actions={
          <LinkButton href={address.here({ settings: "1" })} scroll={false}>
            Settings
          </LinkButton>
        }
      />
      <Standing settings={settings} />
      <BackupWork work={work} />
      <RowKeys title="Backups" />
      <Card padded={false}>
        {backups.length === 0 ? (
          <EmptyState icon="file-archive" title="No backup yet">
            {settings.enabled ? "The schedule makes the first one by itself, or make one now." : "Make one now."}
          </EmptyState>
        ) : (
          <BackupsTable
            backups={backups.map((each) => ({ ...each, href: address.here({ backup: String(each.id) }) }))}
            open={open}
          />
        )}
      </Card>
      <LoadMore href={address.more(next_cursor)} shown={backups.length} noun="backups" />
      <BackupDrawer
        backup={backups.find(({ id }) => id === open)}
        missing={open}
        closeHref={address.here({ backup: undefined })}
      />
      <BackupSettings
        open={address.values.settings === "1"}
        settings={settings}
        closeHref={address.here({ settings: undefined })}
      />
    </Page>
  );
}
