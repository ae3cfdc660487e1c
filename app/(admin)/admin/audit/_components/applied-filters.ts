import { actionWord, recordWord } from "@/components/history/words";
import type { AuditAddress, FilterLabels, FilterName } from "./filter-names";

/** The filters that are set, in words, each with the address without it. */
export function appliedFilters(address: AuditAddress, names: FilterLabels) {
  const words: Record<FilterName, (value: string) => string> = {
    q: (value) => `Contains “${value}”`,
    user_id: (value) => `By ${names.user ?? `user ${value}`}`,
    organization_id: (value) => `In ${names.organization ?? `organization ${value}`}`,
    action: actionWord,
    table_name: recordWord,
    record_id: (value) => `Record ${value}`,
    from: (value) => `From ${value}`,
    to: (value) => `To ${value}`,
  };
  const set = Object.entries(address.values).filter(([name]) => name in words) as [FilterName, string][];
  return set.map(([name, value]) => ({
    label: words[name](value),
    removeHref: address.href({ [name]: undefined, entry: undefined }),
  }));
}
