import type { Metadata } from "next";
import { currentActor, load } from "@/app/_http/page";
import { Drawer } from "@/components/frame/drawer";
import { Page, PageHeader } from "@/components/frame/page-header";
import { listAddress, type SearchParams } from "@/components/lists/list-address";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { canSaveTemplates } from "@/lib/intelligence/cases/case-policy";
import { casePriorityWords } from "@/lib/intelligence/cases/case-words";
import { listTemplates } from "@/lib/intelligence/cases/list-templates";
import { TemplateForm } from "./_components/template-form";

export const metadata: Metadata = { title: "Case templates" };

/** What cases of a kind begin with. */
export default async function TemplatesPage({ searchParams }: { searchParams: SearchParams }) {
  const address = await listAddress("/cases/templates", searchParams, ["template"]);
  const [{ templates }, actor] = await Promise.all([load(listTemplates, {}), currentActor()]);
  const saves = canSaveTemplates(actor);
  const wanted = address.values.template;
  const opened = templates.find((template) => String(template.id) === wanted);
  const isNew = saves && wanted === "new";
  return (
    <Page>
      <PageHeader
        title="Case templates"
        breadcrumb={[{ label: "Cases", href: "/cases" }, { label: "Templates" }]}
        description="What cases of a kind begin with: type, priority, marking and tasks."
        actions={
          saves && (
            <LinkButton href={address.href({ template: "new" })} variant="primary" icon="plus" scroll={false}>
              New template
            </LinkButton>
          )
        }
      />
      <Card padded={false}>
        {templates.length > 0 ? (
          <Table label="Templates" stack>
            <Thead>
              <Tr>
                <Th>Name</Th>
                <Th>Type</Th>
                <Th>Priority</Th>
                <Th align="end">Tasks</Th>
              </Tr>
            </Thead>
            <Tbody>
              {templates.map((template) => (
                <Tr key={template.id}>
                  <Td>
                    <TextLink quiet href={address.href({ template: String(template.id) })}>
                      {template.name}
                    </TextLink>{" "}
                    {!template.is_active && <Badge>Put away</Badge>}
                  </Td>
                  <Td label="Type">{template.type}</Td>
                  <Td label="Priority">{casePriorityWords[template.priority]}</Td>
                  <Td label="Tasks" align="end">
                    {template.tasks.length}
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        ) : (
          <EmptyState icon="layers" title="No template yet">
            A template spares whoever opens a case the tasks that are always the same.
          </EmptyState>
        )}
      </Card>
      <Drawer
        open={isNew || (saves && opened !== undefined)}
        closeHref={address.href({ template: undefined })}
        title={isNew ? "New template" : (opened?.name ?? "Template")}
      >
        {(isNew || (saves && opened)) && (
          <TemplateForm key={wanted} template={opened} closeHref={address.href({ template: undefined })} />
        )}
      </Drawer>
    </Page>
  );
}
