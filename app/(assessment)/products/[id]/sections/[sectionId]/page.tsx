import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentActor, load } from "@/app/_http/page";
import { historyAction } from "@/app/(assessment)/_history/actions";
import { threadActions } from "@/app/(assessment)/_threads/thread-actions";
import { SectionAnswers } from "@/components/answering/section-answers";
import { Page, PageHeader } from "@/components/frame/page-header";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/form-error";
import { TextLink } from "@/components/ui/text-link";
import { getSection } from "@/lib/assessment/get-section";
import { canAnswer } from "@/lib/assessment/policy";
import { canSeeStatistics } from "@/lib/health/policy";
import { requestEvidenceAction, resolveRequestAction } from "@/app/(assessment)/evidence/actions";
import { assignAction, findOwnersAction, submitAction, unassignAction } from "../../../actions";
import { AssignedBadge } from "./_components/assigned-badge";
import { asked } from "./_components/asked";

export const metadata: Metadata = { title: "Questionnaire" };

export default async function SectionPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string; sectionId: string }>;
  searchParams: Promise<{ set?: string }>;
}) {
  const [{ id, sectionId }, { set }] = await Promise.all([params, searchParams]);
  const [actor, page] = await Promise.all([
    currentActor(),
    load(getSection, { product_id: id, section_id: sectionId, user_id: set }),
  ]);
  const { product, section, other_set: other } = page;
  const canEdit =
    other === null && !product.round_closed && canAnswer(actor, { ...page.access, userId: product.owner_id });
  const path = `/products/${product.id}/sections/${section.id}`;
  // It led to a section of a version that the product has left.
  if (String(section.id) !== sectionId) redirect(path);
  const submit = submitAction.bind(null, { product_id: product.id, section_id: section.id });
  return (
    <Page width="wide" className="max-w-7xl">
      <PageHeader
        title={section.title}
        breadcrumb={[
          { label: "Products", href: "/products" },
          { label: product.name, href: `/products/${product.id}` },
          { label: section.title },
        ]}
        description={section.description}
        badges={
          page.assignment && (
            <AssignedBadge assignment={page.assignment} own={page.assignment.user_id === actor.userId} />
          )
        }
        actions={
          page.can_assign &&
          other === null && (
            <LinkButton href={`${path}?assign-section=1`} icon="user-plus" scroll={false}>
              {page.assignment ? "Change assignment" : "Assign section"}
            </LinkButton>
          )
        }
      />
      {other && (
        <Notice title={`These are ${other.name}’s own answers`}>
          They came over the API and do not count for the product.{" "}
          <TextLink href={`/products/${product.id}/sections/${section.id}`}>Show the product’s answers</TextLink>
        </Notice>
      )}
      {!other && !canEdit && (
        <Notice>
          {page.access.archived
            ? "This product is archived: its answers can be read, not changed."
            : product.round_closed
              ? `Round ${product.round} is closed: its answers can be read, and are changed in the next round.`
              : `You can read these answers. ${product.owner} and the product’s members change them.`}
        </Notice>
      )}
      <SectionAnswers
        key={other?.user_id ?? 0}
        user={{ id: actor.userId, name: actor.name }}
        productId={product.id}
        sectionId={section.id}
        dimensions={page.dimensions}
        questions={page.questions.map(asked)}
        outline={page.outline}
        rules={page.rules}
        deciding={page.deciding}
        canEdit={canEdit}
        otherSet={other !== null}
        threadActions={threadActions}
        loadHistory={historyAction}
        mine={page.mine}
        organizationId={product.organization_id}
        canStatePlatform={canSeeStatistics(actor)}
        section={{ id: section.id, title: section.title, assigned: page.assignment }}
        canAssign={page.can_assign && other === null}
        work={{
          findPeople: findOwnersAction.bind(null, product.organization_id),
          assign: assignAction,
          unassign: unassignAction,
          ask: requestEvidenceAction,
          resolve: resolveRequestAction,
        }}
        submit={submit}
      />
    </Page>
  );
}
