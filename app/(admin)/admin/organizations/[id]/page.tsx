import type { Metadata } from "next";
import { currentActor, load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/button";
import { DataList } from "@/components/ui/data-list";
import { Section } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { listProducts } from "@/lib/assessment/list-products";
import { getOrganization } from "@/lib/identity/admin/get-organization";
import { getErasure } from "@/lib/identity/erasure/get-erasure";
import { listAddress, type SearchParams } from "@/components/lists/list-address";
import { RequirementSwitch } from "../../sign-in/_components/requirement-switch";
import { Domains } from "./_components/domains";
import { EraseOrganization } from "./_components/erase-organization";
import { Leads } from "./_components/leads";
import { People } from "./_components/people";
import { Products } from "./_components/products";
import { RenameOrganization } from "./_components/rename-organization";

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load(getOrganization, { organizationId: (await params).id })).name };
}

export default async function OrganizationPage({ params, searchParams }: Props) {
  const { id } = await params;
  const organization = await load(getOrganization, { organizationId: id });
  const [{ products }, { erasure, job }, actor] = await Promise.all([
    load(listProducts, { organization_id: organization.id, sort: "name", limit: 25 }),
    load(getErasure, { organizationId: organization.id }),
    currentActor(),
  ]);
  const path = `/admin/organizations/${organization.id}`;
  const address = await listAddress(path, searchParams, ["edit"]);
  return (
    <Page>
      <PageHeader
        title={organization.name}
        breadcrumb={[
          { label: "Administration" },
          { label: "Organizations", href: "/admin/organizations" },
          { label: organization.name },
        ]}
        badges={organization.isDemo && <Badge>Demo</Badge>}
        actions={
          <>
            <LinkButton href={`/admin/audit?organization_id=${organization.id}`} icon="history">
              Audit trail
            </LinkButton>
            <LinkButton href={address.href({ edit: "1" })} icon="pen" scroll={false}>
              Rename
            </LinkButton>
          </>
        }
      />
      <DataList
        items={[
          { term: "People", value: organization.users },
          { term: "Products", value: organization.products },
          { term: "Created", value: <RelativeTime value={organization.createdAt} format="datetime" /> },
        ]}
      />
      <Section
        title="Leads"
        description="They review this organization's answers. What they may see changes with their next click."
      >
        <Leads organization={organization} assignments={organization.assignments} />
      </Section>
      <Section
        title="Domains"
        description="What an agency’s analysts verify at one of these can be told to the organization: that it is exposed, never what."
      >
        <Domains organization={organization} domains={organization.domains} />
      </Section>
      <Section title="Sign-in" card>
        <RequirementSwitch
          whom={{ organizationId: organization.id }}
          label={`Everybody of ${organization.name} must have a second factor`}
          isRequired={organization.requiresFactor}
        />
        <p className="mt-4">
          <TextLink href={`${path}/sso`}>Single sign-on</TextLink>
        </p>
      </Section>
      <People organization={organization} people={organization.firstUsers} />
      <Products organization={organization} products={products} />
      {actor.organizationId !== organization.id && (
        <Section title="Erase this organization">
          <EraseOrganization
            organization={{ id: organization.id, name: organization.name }}
            erasure={erasure}
            job={job}
            isAsker={erasure?.requester_id === actor.userId}
          />
        </Section>
      )}
      <RenameOrganization
        organization={{ id: organization.id, name: organization.name }}
        open={address.values.edit !== undefined}
        closeHref={path}
      />
    </Page>
  );
}
