import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { Badge } from "@/components/ui/badge";
import { getSso } from "@/lib/identity/sso/get-sso";
import { SsoForm } from "./_components/sso-form";

export const metadata: Metadata = { title: "Single sign-on" };

export default async function SsoPage({ params }: { params: Promise<{ id: string }> }) {
  const { organization, provider, origin } = await load(getSso, { organizationId: (await params).id });
  return (
    <Page width="narrow">
      <PageHeader
        title="Single sign-on"
        breadcrumb={[
          { label: "Administration" },
          { label: "Organizations", href: "/admin/organizations" },
          { label: organization.name, href: `/admin/organizations/${organization.id}` },
          { label: "Single sign-on" },
        ]}
        badges={provider && <Badge>{provider.isEnabled ? "On" : "Off"}</Badge>}
      />
      <p className="max-w-prose text-muted">
        People of {organization.name} sign in at their own provider (OpenID Connect).{" "}
        {provider ? `${provider.linked} of their accounts are linked with it.` : "It is not set up yet."}
      </p>
      <SsoForm key={provider?.version ?? 0} organization={organization} provider={provider} origin={origin} />
    </Page>
  );
}
