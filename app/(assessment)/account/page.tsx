import type { Metadata } from "next";
import { PersonalData } from "@/app/_forms/personal-data";
import { load } from "@/app/_http/page";
import { Page } from "@/components/frame/page-header";
import { Section } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { ThemeSwitch } from "@/components/ui/theme-switch";
import { getProfile } from "@/lib/identity/get-profile";
import { getPersonalExport } from "@/lib/identity/personal-data/export-personal-data";
import { AccountHeader } from "./_components/account-header";
import { ProfileForm } from "./_components/profile-form";

export const metadata: Metadata = { title: "Account" };

const roles = { client: "Client", lead: "Lead", analyst: "Analyst", superuser: "Superuser" };

export default async function AccountPage() {
  const profile = await load(getProfile, {});
  const job = await load(getPersonalExport, { userId: profile.id });
  return (
    <Page width="narrow">
      <AccountHeader current="/account" />
      <Section title="Profile" description="How others see you in threads and histories." card>
        <ProfileForm profile={profile} />
      </Section>
      <Section title="Account" description="A superuser can change these." card>
        <DataList
          items={[
            { term: "User name", value: profile.username },
            { term: "E-mail", value: profile.email },
            { term: "Role", value: roles[profile.role] },
            { term: "Organization", value: profile.organization },
          ]}
        />
      </Section>
      <Section
        title="Your data"
        description="Everything that is stored about you, as one JSON file: account, sessions, keys without their secrets, answers, comments, evidence, notices, and what the audit trail says you did."
        card
      >
        <PersonalData userId={profile.id} job={job} />
      </Section>
      <Section title="Appearance" description="On this browser." card>
        <ThemeSwitch />
      </Section>
    </Page>
  );
}
