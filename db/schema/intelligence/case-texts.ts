import { foreignKey, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { casePolicies, id, organizationId } from "@/db/columns";
import { cases } from "./cases";

/** What a case says of itself beside its line in the register; for its members alone. */
export const caseTexts = pgTable(
  "case_texts",
  {
    id: id(),
    organizationId: organizationId(),
    caseId: integer("case_id").notNull(),
    summary: text("summary").notNull().default(""),
    /** How it ended. */
    resolution: text("resolution").notNull().default(""),
    /** By the Traffic Light Protocol: whom it may be told to. */
    marking: text("marking").notNull().default("TLP:AMBER"),
    /** What the agency itself stamps on it. */
    ownMarking: text("own_marking").notNull().default(""),
  },
  (t) => [
    unique("case_texts_organization_id_case_id_key").on(t.organizationId, t.caseId),
    foreignKey({
      name: "case_texts_case_fk",
      columns: [t.organizationId, t.caseId],
      foreignColumns: [cases.organizationId, cases.id],
    }),
    ...casePolicies(),
  ],
);
