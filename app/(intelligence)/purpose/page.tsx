import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { safePath } from "@/app/_http/safe-path";
import { Page, PageHeader } from "@/components/frame/page-header";
import { Card } from "@/components/ui/card";
import { getPurpose } from "@/lib/intelligence/get-purpose";
import { PurposeForm } from "./_components/purpose-form";

export const metadata: Metadata = { title: "Purpose" };

/** Where somebody says what for, before looking at anything. */
export default async function PurposePage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const [{ next }, purpose] = await Promise.all([searchParams, load(getPurpose, {})]);
  return (
    <Page width="narrow">
      <PageHeader
        title="What are you looking for?"
        breadcrumb={[{ label: "Purpose" }]}
        description="This workspace holds material about people. What you open is written down with the purpose you give here, for twelve hours or until you give another."
      />
      <Card>
        <PurposeForm purpose={purpose?.purpose} authority={purpose?.authority} next={safePath(next)} />
      </Card>
    </Page>
  );
}
