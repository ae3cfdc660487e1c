import type { ListAddress } from "@/components/lists/list-address";

/** The filters of the trail, as the address and the API spell them. */
export const filterNames = [
  "q",
  "user_id",
  "organization_id",
  "action",
  "table_name",
  "record_id",
  "from",
  "to",
] as const;
export type FilterName = (typeof filterNames)[number];
export type Filters = Partial<Record<FilterName, string>>;
export type AuditAddress = ListAddress<FilterName | "entry">;

/** What the ids among the filters stand for. */
export interface FilterLabels {
  user?: string;
  organization?: string;
}
