import type { Metadata } from "next";
import { SuperuserHome } from "@/app/(admin)/_components/superuser-home";
import { currentActor, load } from "@/app/_http/page";
import { getClientHome } from "@/lib/assessment/get-client-home";
import { getLeadHome } from "@/lib/assessment/get-lead-home";
import { getHome } from "@/lib/intelligence/get-home";
import { AnalystHome } from "./_home/analyst-home";
import { ClientHome } from "./_home/client-home";
import { LeadHome } from "./_home/lead-home";

export const metadata: Metadata = { title: "Home" };

export default async function HomePage() {
  const actor = await currentActor();
  switch (actor.role) {
    case "client":
      return <ClientHome home={await load(getClientHome, {})} name={actor.name} />;
    case "lead":
      return <LeadHome home={await load(getLeadHome, {})} />;
    case "superuser":
      return <SuperuserHome />;
    case "analyst":
      return <AnalystHome home={await load(getHome, {})} />;
  }
}
