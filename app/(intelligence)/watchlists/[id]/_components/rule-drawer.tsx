"use client";

import { useRouter } from "next/navigation";
import { Drawer } from "@/components/frame/drawer";
import type { JudgedRule } from "@/lib/intelligence/get-watchlist";
import { changedRuleInput, newRuleInput } from "@/lib/intelligence/watchlist-input";
import { createRuleAction, updateRuleAction } from "../../actions";
import { RuleForm } from "./rule-form";
import type { ScopeSource } from "./source-scope";

/** Where a rule is written. What is open stands in the address. */
export function RuleDrawer({
  watchlistId,
  rule,
  sources,
  open,
  closeHref,
}: {
  watchlistId: number;
  rule: JudgedRule | undefined;
  /** Of the agency, to limit the rule to. */
  sources: readonly ScopeSource[];
  open: boolean;
  closeHref: string;
}) {
  const router = useRouter();
  const done = () => {
    router.replace(closeHref, { scroll: false });
    router.refresh();
  };
  return (
    <Drawer open={open} closeHref={closeHref} title={rule ? `Rule: ${rule.name}` : "New rule"} covers>
      {open &&
        (rule ? (
          <RuleForm
            watchlistId={watchlistId}
            rule={rule}
            sources={sources}
            schema={changedRuleInput}
            ids={{ rule_id: rule.id, version: rule.version }}
            send={updateRuleAction}
            onDone={done}
          />
        ) : (
          <RuleForm
            watchlistId={watchlistId}
            sources={sources}
            schema={newRuleInput}
            ids={{ watchlist_id: watchlistId }}
            send={createRuleAction}
            onDone={done}
          />
        ))}
    </Drawer>
  );
}
