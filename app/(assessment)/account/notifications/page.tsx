import type { Metadata } from "next";
import { currentActor, load } from "@/app/_http/page";
import { Page } from "@/components/frame/page-header";
import { Section } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { DIGEST_HOUR } from "@/lib/notify/compose-mails";
import { getPreferences } from "@/lib/notify/get-preferences";
import { topicsOf } from "@/lib/notify/topics";
import { AccountHeader } from "../_components/account-header";
import { PreferencesForm } from "./_components/preferences-form";

export const metadata: Metadata = { title: "Notifications" };

export default async function NotificationsPage() {
  const [actor, preferences] = await Promise.all([currentActor(), load(getPreferences, {})]);
  return (
    <Page width="narrow">
      <AccountHeader current="/account/notifications" />
      <Section
        title="What you are told, and how"
        description={
          <>
            Mails go to {actor.email}. The daily digest leaves at {DIGEST_HOUR}:00 UTC with what you have not read until
            then; a day without news has none. Everything but what is off stands in your{" "}
            <TextLink href="/inbox?show=all">inbox</TextLink>.
          </>
        }
        card
      >
        <PreferencesForm told={topicsOf(actor.role)} preferences={preferences} />
      </Section>
    </Page>
  );
}
