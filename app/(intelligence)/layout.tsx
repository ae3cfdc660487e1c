import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { currentActor, load } from "@/app/_http/page";
import { Shell } from "@/app/_shell/shell";
import { getPurpose } from "@/lib/intelligence/get-purpose";
import { inIntelligence } from "@/lib/intelligence/policy";
import { CurrentPurpose } from "./_components/current-purpose";

/** The analysts' workspace; to those who assess these pages do not exist. Each use case asks again. */
export default async function IntelligenceLayout({ children }: { children: ReactNode }) {
  if (!inIntelligence(await currentActor())) notFound();
  const purpose = await load(getPurpose, {});
  return (
    <Shell>
      {purpose && <CurrentPurpose purpose={purpose} />}
      {children}
    </Shell>
  );
}
