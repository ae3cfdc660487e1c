import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { LinkButton } from "@/components/ui/button";
import { StatusBadge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import type { IconName } from "@/components/ui/icon";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { Tone } from "@/components/ui/tone";
import { listQuestionnaireUse } from "@/lib/assessment/list-questionnaire-use";
import { VersionActions } from "./_components/version-actions";

export const metadata: Metadata = { title: "Questionnaires" };

const faces: Record<string, { tone: Tone; icon: IconName; label: string }> = {
  draft: { tone: "neutral", icon: "pen", label: "Draft" },
  published: { tone: "success", icon: "circle-check", label: "Published" },
  archived: { tone: "neutral", icon: "file-archive", label: "Archived" },
};

export default async function QuestionnairesPage() {
  const versions = await load(listQuestionnaireUse, {});
  return (
    <Page>
      <PageHeader
        title="Questionnaires"
        breadcrumb={[{ label: "Administration" }, { label: "Questionnaires" }]}
        description="A published version never changes; a product keeps its version until it is moved to a newer one."
        actions={
          <>
            <LinkButton icon="upload" href="/admin/questionnaires/import">
              Import
            </LinkButton>
            <LinkButton variant="primary" icon="plus" href="/admin/questionnaires/new">
              New questionnaire
            </LinkButton>
          </>
        }
      />
      <Card padded={false}>
        {versions.length === 0 ? (
          <EmptyState icon="clipboard" title="There is no questionnaire yet">
            The built-in one is published when the server starts.
          </EmptyState>
        ) : (
          <Table label="Questionnaires" stack>
            <Thead>
              <tr>
                <Th>Title</Th>
                <Th>Version</Th>
                <Th>Status</Th>
                <Th align="end">Sections</Th>
                <Th align="end">Dimensions</Th>
                <Th align="end">Questions</Th>
                <Th align="end">Products</Th>
                <Th align="end">Published</Th>
                <Th>
                  <span className="sr-only">Actions</span>
                </Th>
              </tr>
            </Thead>
            <Tbody>
              {versions.map((row) => (
                <Tr key={row.id}>
                  <Td>
                    <div>
                      <span className="font-medium">{row.title}</span>
                      <Origin {...row} />
                    </div>
                  </Td>
                  <Td label="Version">{row.version}</Td>
                  <Td label="Status">
                    <StatusBadge {...faces[row.status]!} plain />
                  </Td>
                  <Td label="Sections" align="end">
                    {row.sections}
                  </Td>
                  <Td label="Dimensions" align="end">
                    {row.dimensions}
                  </Td>
                  <Td label="Questions" align="end">
                    {row.questions}
                  </Td>
                  <Td label="Products" align="end">
                    {row.products}
                  </Td>
                  <Td label="Published" align="end">
                    {row.published_at ? (
                      <RelativeTime value={row.published_at} format="date" className="whitespace-nowrap" />
                    ) : (
                      <span className="text-muted">Not yet</span>
                    )}
                  </Td>
                  <Td align="end">
                    <VersionActions
                      id={row.id}
                      title={row.title}
                      version={row.version}
                      draft={row.status === "draft"}
                      later={versions.some((other) => other.slug === row.slug && other.id < row.id)}
                    />
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </Card>
    </Page>
  );
}

/** Whose content it is and on what terms: what licences ask to be said where the content is shown. */
function Origin({ source, licence, attribution }: { source: string; licence: string; attribution: string }) {
  const origin = [source, licence].filter(Boolean).join(" · ");
  return (
    <>
      {origin && <span className="block max-w-96 text-xs text-muted">{origin}</span>}
      {attribution && <span className="block max-w-96 text-xs break-words text-muted">{attribution}</span>}
    </>
  );
}
