import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { load, pageCaller } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { ImportStatusBadge } from "@/components/intelligence/import-status";
import { formatNames } from "@/components/intelligence/import-words";
import { Section } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { formatBytes } from "@/components/ui/format-bytes";
import { Notice } from "@/components/ui/form-error";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { Fault } from "@/lib/kernel/fault";
import { getImport } from "@/lib/intelligence/get-import";
import { importMapping } from "@/lib/intelligence/import/mapping-input";
import { previewImport } from "@/lib/intelligence/preview-import";
import { ImportProgress } from "./_components/import-progress";
import { PreviewTable } from "./_components/preview-table";
import { readingIn, type Search } from "./_components/reading";
import { ReadingForm } from "./_components/reading-form";
import { Rejects } from "./_components/rejects";
import { StartImport } from "./_components/start-import";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Search;
}) {
  const [{ id }, search] = await Promise.all([params, searchParams]);
  if (!/^[1-9]\d{0,9}$/.test(id)) notFound();
  const { import: row } = await load(getImport, { import_id: id });
  const begins = row.is_kept && (row.status === "waiting" || row.status === "failed" || row.status === "cancelled");
  return (
    <Page>
      <PageHeader
        title={row.filename}
        breadcrumb={[{ label: "Imports", href: "/imports" }, { label: row.filename }]}
        badges={<ImportStatusBadge status={row.status} />}
        description={`${formatNames[row.format] ?? row.format}, ${formatBytes(row.size)}`}
      />
      {row.error && <Notice tone="danger">{row.error}</Notice>}
      {row.same_as && row.status === "waiting" && (
        <Notice tone="info">
          The very same file was taken in before: see <TextLink href={`/imports/${row.same_as}`}>that import</TextLink>.
          Nothing is taken in twice.
        </Notice>
      )}
      {row.status !== "waiting" && <ImportProgress first={row} />}
      {begins && <Beginning row={row} search={search} />}
      <Section title="The file" card>
        <DataList
          items={[
            { term: "Supplied by", value: row.supplied_by },
            { term: "Authority", value: row.authority },
            { term: "Brought in", value: <BroughtIn row={row} /> },
            { term: "SHA-256", value: <code className="font-mono text-xs break-all">{row.sha256}</code> },
            { term: "Time zone", value: row.time_zone ?? "As the file says" },
            { term: "Kept", value: row.is_kept ? "Encrypted, as it came" : "No: it was read from a disk" },
          ]}
        />
      </Section>
      {row.quarantined > 0 && (
        <Rejects importId={row.id} count={row.quarantined} reasons={row.reasons} cursor={search.rejects} />
      )}
    </Page>
  );
}

type Row = Awaited<ReturnType<typeof getImport>>["import"];

const BroughtIn = ({ row }: { row: Row }) => (
  <>
    <RelativeTime value={row.created_at} />{" "}
    {row.created_by ? `by ${row.created_by}` : row.is_kept ? "" : "from the command line"}
  </>
);

/** How the file is read, its first records as they would be taken so, and the way to start. */
async function Beginning({ row, search }: { row: Row; search: Awaited<Search> }) {
  const reading = readingIn(search, {
    format: row.format,
    time_zone: row.time_zone ?? "",
    mapping: importMapping.parse(row.mapping),
  });
  const given = { import_id: row.id, ...reading };
  const preview = await pageCaller()
    .then((caller) => previewImport(caller, given))
    .catch((error: unknown) => {
      if (error instanceof Fault && (error.code === "invalid" || error.code === "internal"))
        return { refusal: error.message };
      throw error;
    });
  if ("refusal" in preview)
    return (
      <Section title="How it is read" card>
        <Notice tone="danger">{preview.refusal}</Notice>
        <ReadingForm reading={reading} columns={[]} missing={[]} />
      </Section>
    );
  const { records, rejects, columns, missing, mapping } = preview;
  const shown = { ...reading, format: preview.format, mapping };
  return (
    <>
      <Section
        title="How it is read"
        description="What the file says of itself is filled in; correct it where it is wrong, then look again."
        card
      >
        <ReadingForm reading={shown} columns={columns} missing={missing} />
      </Section>
      <Section title="The first records, as they would be taken" card padded={false}>
        <PreviewTable records={records} rejects={rejects} zone={reading.time_zone} />
      </Section>
      <StartImport importId={row.id} reading={shown} missing={missing} again={row.status !== "waiting"} />
    </>
  );
}
