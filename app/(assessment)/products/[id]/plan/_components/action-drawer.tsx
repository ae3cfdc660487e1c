import { load } from "@/app/_http/page";
import { Drawer } from "@/components/frame/drawer";
import type { ShownAction, ShownPlan } from "@/lib/assessment/get-plan";
import { listPlanFiles } from "@/lib/assessment/list-plan-files";
import { listProductPeople } from "@/lib/assessment/list-product-people";
import { ActionFacts, ActionStanding } from "./action-facts";
import { EditAction, NewAction } from "./action-forms";
import type { Choices } from "./action-fields";
import { planHref, type PlanQuery } from "./address";
import { prefilled } from "./prefilled";

/** An action in full, or the form for a new one. What the form offers is read only while it is open. */
export async function ActionDrawer({
  plan,
  query,
  opened,
}: {
  plan: ShownPlan;
  query: PlanQuery;
  opened: ShownAction | undefined;
}) {
  const { product, may } = plan;
  const isNew = query.action === "new" && may.propose;
  const editable = isNew || opened?.may.change;
  const choices = editable ? await choicesOf(plan, opened) : undefined;
  const closeHref = planHref(product.id, query);
  return (
    <Drawer
      open={isNew || opened !== undefined}
      closeHref={closeHref}
      title={isNew ? (may.assign ? "New action" : "Propose an action") : (opened?.title ?? "Action")}
      description={product.name}
    >
      {isNew && choices && (
        <NewAction
          key={query.finding}
          productId={product.id}
          choices={choices}
          initial={prefilled(plan, query.finding)}
          closeHref={closeHref}
        />
      )}
      {opened && (
        <div className="flex flex-col gap-6">
          {choices ? (
            <EditAction
              key={`${opened.id}-${opened.version}`}
              action={opened}
              choices={choices}
              closeHref={closeHref}
            />
          ) : (
            <ActionFacts action={opened} />
          )}
          <ActionStanding action={opened} productId={product.id} />
        </div>
      )}
    </Drawer>
  );
}

async function choicesOf(plan: ShownPlan, opened: ShownAction | undefined): Promise<Choices> {
  const { product, may } = plan;
  const mayName = opened ? opened.may.steer : may.assign;
  const [people, { files }] = await Promise.all([
    mayName ? load(listProductPeople, { organization_id: product.organizationId }) : { people: [] },
    load(listPlanFiles, { product_id: product.id }),
  ]);
  return {
    steer: opened ? opened.may.steer : may.assign,
    mayUpload: may.assign,
    people: people.people.map(({ id, name }) => ({ value: String(id), label: name })),
    questions: plan.questions,
    files: files.map(({ id, filename, size }) => ({ id, filename, size })),
  };
}
