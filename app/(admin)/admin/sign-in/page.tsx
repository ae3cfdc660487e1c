import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { roleNames } from "@/app/_shell/navigation";
import { Page, PageHeader } from "@/components/frame/page-header";
import { Section } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { listFactorRequirements } from "@/lib/identity/admin/list-factor-requirements";
import { RequirementSwitch } from "./_components/requirement-switch";

export const metadata: Metadata = { title: "Sign-in rules" };

export default async function SignInRulesPage() {
  const { roles, organizations } = await load(listFactorRequirements, {});
  return (
    <Page width="narrow">
      <PageHeader title="Sign-in rules" breadcrumb={[{ label: "Administration" }, { label: "Sign-in rules" }]} />
      <Section
        title="Second factor by role"
        description="Whoever must have one and has none adds it at the next sign-in, and can do nothing else until then. Sessions that are open go on."
        card
      >
        <ul className="flex flex-col gap-4">
          {roles.map(({ role, isRequired }) => (
            <li key={role}>
              <RequirementSwitch
                whom={{ role }}
                label={`${roleNames[role]}s must have a second factor`}
                isRequired={isRequired}
              />
            </li>
          ))}
        </ul>
      </Section>
      <Section
        title="Second factor by organization"
        description="For everybody of an organization, whatever the role. Set it on the organization's page."
        card
      >
        {organizations.length === 0 ? (
          <p className="text-muted">
            No organization requires one of all its people.{" "}
            <TextLink href="/admin/organizations">Organizations</TextLink>
          </p>
        ) : (
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {organizations.map(({ id, name }) => (
              <li key={id}>
                <TextLink href={`/admin/organizations/${id}`}>{name}</TextLink>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  );
}
