import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import { caseMessages, type CaseMention } from "@/db/schema/intelligence/case-messages";

export interface MessageRow {
  id: number;
  parent_id: number | null;
  author_id: number;
  author: string;
  author_role: "analyst" | "superuser" | "client" | "lead" | null;
  body: string;
  mentions: (CaseMention & { name: string | null })[];
  created_at: Date;
}

const listStatement = {
  name: "list_case_messages",
  text: `select * from (
      select m.id, m.parent_id, m.author_id, ${personName("u")} as author, u.role as author_role, m.body, m.created_at,
        (select coalesce(json_agg(json_build_object('user_id', p.user_id, 'handle', p.handle, 'name', nullif(${personName("n")}, ''))), '[]')
           from jsonb_to_recordset(m.mentions) p (user_id integer, handle text) left join users n on n.id = p.user_id) as mentions
      from case_messages m left join users u on u.id = m.author_id where m.case_id = $1 order by m.id desc limit $2) newest
    order by id`,
};

/** The newest notes of a case, oldest of them first. */
export const listMessages = (tx: Tx, caseId: number, limit: number): Promise<MessageRow[]> =>
  tx.send<MessageRow>(listStatement, [caseId, limit]);

const findStatement = {
  name: "find_case_message",
  text: `select id, case_id, author_id from case_messages where id = $1`,
};

export const findMessage = async (tx: Tx, id: number) =>
  (await tx.send<{ id: number; case_id: number; author_id: number }>(findStatement, [id]))[0];

export const insertMessage = async (tx: Tx, row: typeof caseMessages.$inferInsert) =>
  (
    await tx.insert(caseMessages).values(row).returning({ id: caseMessages.id, created_at: caseMessages.createdAt })
  )[0]!;
