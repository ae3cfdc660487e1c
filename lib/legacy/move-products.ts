import { insertProducts, listPinned, listTakenNames, type ProductRow } from "@/db/queries/legacy/products";
import { keepIds } from "./keep-ids";
import { namesLike, type Move, type MovedPerson, type People } from "./move";
import type { LegacyProduct } from "./read-product";

const TABLE = "products";
const MOST_NAME = 200;

/** A product of the original system, as the product it is here. */
export interface MovedProduct {
  id: number;
  organizationId: number;
  ownerId: number;
  versionId: number;
  isNew: boolean;
}

export type Products = ReadonlyMap<number, MovedProduct>;

/** Which of the file's products are new, with the person who owns each. The rest are known, or left and reported. */
export function sortProducts({ report, ledger }: Move, products: LegacyProduct[], people: People) {
  const ids = new Map<number, number>();
  const fresh: { product: LegacyProduct; owner: MovedPerson }[] = [];
  for (const product of products) {
    const known = ledger.find(TABLE, product.key);
    const owner = product.ownerId === undefined ? undefined : people.get(product.ownerId);
    if (known) {
      report.know(TABLE);
      if (known.content !== product.content)
        report.leave(TABLE, "changed there since it moved in; kept as it is here", product.id, product.name);
      if (known.recordId !== null) ids.set(product.id, known.recordId);
    } else if (!owner) {
      const reason = product.ownerId === undefined ? "it has no owner" : "its owner was left, or is not in the file";
      report.leave(TABLE, reason, product.id, product.name);
    } else fresh.push({ product, owner });
  }
  return { ids, fresh };
}

/** Moves products in, each to the organization of its owner, measured by a questionnaire version. */
export async function moveProducts(
  move: Move,
  { ids, fresh }: ReturnType<typeof sortProducts>,
  versionId: number,
): Promise<Products> {
  const { tx, report, ledger, now } = move;
  const names = await chooseNames(move, fresh);
  const kept = await keepIds(
    tx,
    report,
    TABLE,
    fresh.map(({ product }) => product.id),
  );
  const rows: ProductRow[] = [];
  for (const { product, owner } of fresh) {
    const id = kept.get(product.id)!;
    ids.set(product.id, id);
    const createdAt = (product.createdAt ?? new Date(now)).toISOString();
    const updatedAt = product.updatedAt?.toISOString() ?? createdAt;
    rows.push({
      id,
      organization_id: owner.organizationId,
      owner_id: owner.id,
      name: names.get(product.id)!,
      description: product.description,
      url: product.url,
      language: product.language,
      cloud_platform: product.cloudPlatform,
      cicd_platform: product.cicdPlatform,
      questionnaire_version_id: versionId,
      archived_at: product.isActive ? null : updatedAt,
      created_at: createdAt,
      updated_at: updatedAt,
    });
    if (owner.role !== "client")
      report.change(TABLE, "its owner is not a client: it stays in the owner's organization", product.id, product.name);
    product.row.tell(report);
    report.take(TABLE);
    ledger.add(TABLE, product.key, product.content, id);
  }
  await insertProducts(tx, rows);
  return pinned(move, ids, new Set(rows.map(({ id }) => id)));
}

/** Names that are free in the organization of each. */
async function chooseNames({ tx }: Move, fresh: { product: LegacyProduct; owner: MovedPerson }[]) {
  const options = new Map(
    fresh.map(({ product }) => [
      product.id,
      [...namesLike(product.name || `Product ${product.id}`, product.id, MOST_NAME, " #")],
    ]),
  );
  const organizations = [...new Set(fresh.map(({ owner }) => owner.organizationId))];
  const taken = await listTakenNames(tx, organizations, [...options.values()].flat());
  const names = new Map<number, string>();
  for (const { product, owner } of fresh) {
    const free = (name: string) => !taken.has(`${owner.organizationId}/${name}`);
    const name = options.get(product.id)!.find(free) ?? `Moved in ${product.key}`;
    taken.add(`${owner.organizationId}/${name}`);
    names.set(product.id, name);
    if (name !== product.name) product.row.complain("its name was empty or not free in its organization", name);
  }
  return names;
}

async function pinned({ tx }: Move, ids: Map<number, number>, fresh: ReadonlySet<number>): Promise<Products> {
  const rows = new Map((await listPinned(tx, [...ids.values()])).map((row) => [row.id, row]));
  const products = new Map<number, MovedProduct>();
  for (const [legacyId, id] of ids) {
    const row = rows.get(id);
    if (!row) continue;
    products.set(legacyId, {
      ...{ id, organizationId: row.organization_id, ownerId: row.owner_id, versionId: row.version_id },
      isNew: fresh.has(id),
    });
  }
  return products;
}
