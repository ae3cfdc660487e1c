import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { StatusBadge } from "@/components/ui/badge";
import { DownloadButton } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { Notice } from "@/components/ui/form-error";
import { RelativeTime } from "@/components/ui/relative-time";
import { getSealing } from "@/lib/audit/get-sealing";
import { listJobs } from "@/lib/jobs/list-jobs";
import { TrailWork } from "./_components/trail-work";

export const metadata: Metadata = { title: "Seal of the audit trail" };

type Sealing = Awaited<ReturnType<typeof getSealing>>;

/** How the seal stands, and the work that proves it: verifying the trail, taking it out, keeping a witness elsewhere. */
export default async function SealPage() {
  const [sealing, { jobs }] = await Promise.all([load(getSealing, {}), load(listJobs, { limit: "50" })]);
  const ofKind = (kind: string) => jobs.filter((job) => job.kind === kind).slice(0, 5);
  return (
    <Page>
      <PageHeader
        title="Seal"
        breadcrumb={[{ label: "Administration" }, { label: "Audit trail", href: "/admin/audit" }, { label: "Seal" }]}
        description="Once a second, new entries are sealed by a signature whose key is not in the database. A change behind the application's back shows."
        badges={
          sealing.late ? (
            <StatusBadge tone="danger" icon="warning" label="Late" />
          ) : (
            <StatusBadge tone="success" icon="circle-check" label="Up to date" />
          )
        }
      />
      {sealing.witness.fault && <Notice title="The witness cannot be read">{sealing.witness.fault}</Notice>}
      <Section title="How it stands" card>
        <DataList items={facts(sealing)} />
      </Section>
      <Section
        title="Verify"
        description="Reads every entry, and names the first that was edited, deleted, inserted or cut off."
        card
      >
        <TrailWork kind="verify" jobs={ofKind("audit.verify")} />
      </Section>
      <Section
        title="Take it out"
        description="A file that anybody verifies without this server, or a table. It can be fetched for a day."
        card
        actions={
          <DownloadButton href="/verify-trail.mjs" icon="download">
            Verifier
          </DownloadButton>
        }
      >
        <TrailWork kind="export" jobs={ofKind("audit.export")} />
      </Section>
      <Section
        title="Witness"
        description="Checkpoints kept elsewhere show when the trail is cut off or sealed anew, even by whoever has the database and the key."
        card
        actions={
          <DownloadButton href="/api/v1/audit/checkpoints" icon="download">
            Checkpoints
          </DownloadButton>
        }
      >
        <DataList items={witnessFacts(sealing)} />
      </Section>
    </Page>
  );
}

const mono = (text: string) => <code className="font-mono text-xs break-all">{text}</code>;

const facts = ({ checkpoint, unsealed, lag_ms, fingerprint }: Sealing) => [
  {
    term: "Last checkpoint",
    value: checkpoint ? (
      <>
        {checkpoint.n.toLocaleString("en")}, <RelativeTime value={checkpoint.sealed_at} />
      </>
    ) : (
      "None yet"
    ),
  },
  { term: "Sealed entries", value: (checkpoint?.entries ?? 0).toLocaleString("en") },
  {
    term: "Waiting",
    value:
      unsealed === 0
        ? "None"
        : `${unsealed >= 1000 ? "1,000 or more" : unsealed}, the oldest for ${(lag_ms / 1000).toFixed(1)} seconds`,
  },
  { term: "Fingerprint of the key", value: mono(fingerprint) },
];

const witnessFacts = ({ witness }: Sealing) => [
  { term: "Kept by this server in", value: mono(witness.directory) },
  {
    term: "Last checkpoint kept",
    value: witness.sealed_at ? (
      <>
        {witness.last.toLocaleString("en")}, <RelativeTime value={witness.sealed_at} />
      </>
    ) : (
      "None yet"
    ),
  },
];
