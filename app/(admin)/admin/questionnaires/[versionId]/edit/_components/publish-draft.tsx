"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Menu, MenuItem } from "@/components/ui/menu";
import { publishQuestionnaireAction } from "../../../actions";
import type { DraftSaver } from "./draft-saver";

const MOST_SHOWN = 20;

/** Publishes the draft, or leads to what stands in the way. */
export function PublishDraft({
  id,
  named,
  saver,
  problems,
  onShow,
}: {
  id: number;
  named: string;
  saver: DraftSaver;
  problems: { key: string | null; message: string }[];
  onShow: (key: string) => void;
}) {
  const router = useRouter();
  if (problems.length > 0)
    return (
      <Menu
        trigger={
          <Button icon="warning">
            {problems.length} {problems.length === 1 ? "problem" : "problems"} before publishing
          </Button>
        }
        className="max-w-96"
      >
        {problems.slice(0, MOST_SHOWN).map(({ key, message }, index) => (
          <MenuItem key={index} onSelect={() => onShow(key ?? "")}>
            {message}
          </MenuItem>
        ))}
      </Menu>
    );
  return (
    <ConfirmDialog
      trigger={<Button variant="primary">Publish</Button>}
      title={`Publish ${named}?`}
      description="Products can be measured by it from now on. It can never be changed again; a change is a further version."
      confirmLabel="Publish version"
      onConfirm={async () => {
        if (!(await saver.settle())) return "The last changes are not saved yet. Publish when they are.";
        const result = await publishQuestionnaireAction({ id });
        if (!result.ok) return result.fault.message;
        toast(`${named} is published`);
        router.push("/admin/questionnaires");
      }}
    />
  );
}
