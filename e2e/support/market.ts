import { randomBytes } from "node:crypto";
import { addContent, addDetection, addKeyword, addSource, addSubject } from "./agency";
import { addReply, nameIn } from "./named";
import { withOwner } from "./owner-sql";
import type { World } from "./world";

/** Accounts, messages and what they name, in the workspace of the demo's analyst. */
export interface Market {
  /** Stands in every name. */
  word: string;
  seller: number;
  /** Named the same rare address as the seller. */
  twin: number;
  buyer: number;
  identifier: number;
}

export const makeMarket = (): Promise<Market> =>
  withOwner(async (sql) => {
    const world = { sql } as World;
    const [analyst] = await sql<{ organization_id: number }>(
      "select organization_id from users where email = 'analyst@demo.test'",
    );
    const agency = { id: analyst!.organization_id };
    const word = `q${randomBytes(4).toString("hex")}`;
    const sourceId = await addSource(world, agency, { name: `Market ${word}` });
    const seller = await addSubject(world, agency, { username: `seller_${word}` });
    const twin = await addSubject(world, agency, { username: `twin_${word}`, platform: "instagram" });
    const buyer = await addSubject(world, agency, { username: `buyer_${word}` });
    const address = `${word}@quay.test`;
    const { keyword, ruleSet } = await addKeyword(world, agency, `fresh ${word}`);
    let identifier = 0;
    for (const [subjectId, days] of [
      [seller, 1],
      [seller, 3],
      [twin, 2],
    ] as const) {
      const postedAt = new Date(Date.now() - days * 86_400_000).toISOString();
      const text = `Fresh ${word} tonight, write to ${address}`;
      const contentId = await addContent(world, agency, { text, sourceId, subjectId, postedAt, riskScore: 60 });
      await addDetection(world, agency, { contentId, keyword, ruleSet });
      identifier = await nameIn(world, agency, contentId, "email", address);
      if (subjectId === seller) await addReply(world, agency, { to: contentId, from: buyer });
    }
    await sql("update identifiers set first_seen = now() - interval '3 days' where id = $1", [identifier]);
    await sql(
      "update subjects set first_seen = now() - interval '3 days', last_seen = now() - interval '1 day' where id = $1",
      [seller],
    );
    return { word, seller, twin, buyer, identifier };
  });
