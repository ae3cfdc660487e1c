import type { Metadata } from "next";
import { currentActor, load } from "@/app/_http/page";
import { Page } from "@/components/frame/page-header";
import { Section } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { listApiKeys } from "@/lib/identity/list-api-keys";
import { AccountHeader } from "../_components/account-header";
import { scopesFor } from "./scope-words";
import { CreateKey } from "./_components/create-key";
import { KeyList } from "./_components/key-list";

export const metadata: Metadata = { title: "API keys" };

export default async function KeysPage() {
  const [actor, keys] = await Promise.all([currentActor(), load(listApiKeys, {})]);
  const now = new Date();
  return (
    <Page width="narrow">
      <AccountHeader current="/account/keys" />
      <Section
        title="New key"
        description={
          <>
            A key lets a program act as you, narrowed to what you choose.{" "}
            <TextLink href="/api/docs">How to use it</TextLink>
          </>
        }
        card
      >
        <CreateKey userId={actor.userId} scopes={scopesFor(actor.role)} />
      </Section>
      <KeyList
        keys={keys.map((key) => ({
          ...key,
          state: key.revokedAt ? "revoked" : key.expiresAt && key.expiresAt <= now ? "expired" : "active",
        }))}
      />
    </Page>
  );
}
