import type { ReactNode } from "react";
import { signOutAction } from "@/app/(auth)/sign-out/actions";
import { ProofDialog } from "@/app/_forms/factors/proof-dialog";
import { currentActor, load } from "@/app/_http/page";
import { AnsweringFrame } from "@/components/answering/answering-frame";
import { getWaiting } from "@/lib/assessment/get-waiting";
import { searchAction } from "./actions";
import { commandsOf, navigationOf, roleNames } from "./navigation";

/** The frame of every signed-in page: who looks at it, where that person can go, and what waits there. */
export async function Shell({ children }: { children: ReactNode }) {
  const [actor, waiting] = await Promise.all([currentActor(), load(getWaiting, {})]);
  return (
    <AnsweringFrame
      userId={actor.userId}
      user={{ name: actor.name, role: roleNames[actor.role], organization: actor.organization }}
      navigation={navigationOf(actor.role, waiting)}
      inboxCount={waiting.unread}
      accountItems={[
        { label: "Profile", href: "/account", icon: "user" },
        { label: "Sign-in and devices", href: "/account/security", icon: "devices" },
        { label: "Notifications", href: "/account/notifications", icon: "bell" },
        { label: "API keys", href: "/account/keys", icon: "key" },
      ]}
      signOut={signOutAction}
      commands={commandsOf(actor.role)}
      search={searchAction}
    >
      {children}
      <ProofDialog />
    </AnsweringFrame>
  );
}
