import { insertAssignments } from "@/db/queries/legacy/accounts";
import type { Move, MovedPerson, People } from "./move";
import type { Products } from "./move-products";
import { isOurs } from "./place-organizations";
import type { LegacyAccount } from "./read-account";
import type { LegacyComment } from "./read-comment";

/**
 * Gives leads who moved in their reach: to the organization of the client they were assigned to, or of the products they
 * have reviewed. Never to one that was here before: that is for its superusers to give.
 */
export async function assignLeads(
  move: Move,
  accounts: readonly LegacyAccount[],
  comments: readonly LegacyComment[],
  people: People,
  products: Products,
): Promise<void> {
  const { tx, report } = move;
  const wanted = new Map<string, { lead_id: number; organization_id: number }>();
  const assign = (lead: MovedPerson | undefined, organizationId: number | undefined, name: string | number) => {
    if (lead?.role !== "lead" || !lead.isNew || organizationId === undefined) return;
    if (isOurs(move, organizationId))
      wanted.set(`${lead.id}/${organizationId}`, { lead_id: lead.id, organization_id: organizationId });
    else report.leave("users", "its reach to an organization that was here before: assign it there", name);
  };
  const byId = new Map(accounts.map((account) => [account.id, account]));
  for (const { id, assignedId, username } of accounts) {
    const [own, other] = [people.get(id), assignedId === undefined ? undefined : people.get(assignedId)];
    if (own?.role === "lead" && other?.role === "client") assign(own, other.organizationId, username);
    else if (own?.role === "client" && other?.role === "lead")
      assign(other, own.organizationId, byId.get(assignedId!)?.username ?? "");
  }
  const told = new Set<string>();
  for (const { authorId, productId } of comments) {
    const product = productId === undefined ? undefined : products.get(productId);
    const place = `${authorId}/${product?.organizationId}`;
    if (authorId === undefined || told.has(place)) continue;
    told.add(place);
    assign(people.get(authorId), product?.organizationId, byId.get(authorId)?.username ?? authorId);
  }
  if (wanted.size) report.make("assignments", await insertAssignments(tx, [...wanted.values()]));
  const reaching = new Set([...wanted.values()].map(({ lead_id }) => lead_id));
  const idle = accounts.filter(({ id }) => {
    const person = people.get(id);
    return person?.isNew && person.role === "lead" && !reaching.has(person.id);
  });
  if (idle.length)
    report.note(`Leads who reach no organization yet: ${idle.map(({ username }) => username).join(", ")}.`);
}
