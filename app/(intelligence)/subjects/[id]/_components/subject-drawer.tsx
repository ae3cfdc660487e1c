"use client";

import { useState } from "react";
import { Drawer } from "@/components/frame/drawer";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { TextLink } from "@/components/ui/text-link";
import { FlagForm, JudgeForm, UndoForm, type UndoneJudgement } from "./decision-forms";

export type Task =
  | { kind: "judge"; other: number | undefined }
  | { kind: "flag"; account: number; name: string; flagged: boolean }
  | { kind: "undo"; judgement: UndoneJudgement };

interface Found {
  id: number;
  name: string;
  detail: string;
  href: string;
}

/** Where a person decides about a person: judge, undo, flag; what is open is in the address. */
export function SubjectDrawer({
  task: given,
  closeHref,
  subject,
  find,
  found,
}: {
  task: Task | undefined;
  closeHref: string;
  subject: { id: number; name: string };
  /** What was searched for, and what was found. */
  find: string | undefined;
  found: Found[];
}) {
  // What is leaving stays visible while the drawer slides away.
  const [shown, setShown] = useState(given);
  if (given && given !== shown) setShown(given);
  return (
    <Drawer open={given !== undefined} closeHref={closeHref} title={shown ? titleOf(shown) : ""}>
      {shown?.kind === "judge" &&
        (shown.other === undefined ? (
          <FindOther subject={subject} find={find} found={found} />
        ) : (
          <JudgeForm subject={subject} other={shown.other} closeHref={closeHref} />
        ))}
      {shown?.kind === "flag" && <FlagForm {...shown} closeHref={closeHref} />}
      {shown?.kind === "undo" && <UndoForm judgement={shown.judgement} closeHref={closeHref} />}
    </Drawer>
  );
}

const titleOf = (task: Task) =>
  task.kind === "judge"
    ? "Judge who this is"
    : task.kind === "undo"
      ? "Undo a judgement"
      : task.flagged
        ? "Take the flag away"
        : "Flag this account";

/** The other account of a judgement, by a part of its name. */
function FindOther({ subject, find, found }: { subject: { id: number; name: string }; find?: string; found: Found[] }) {
  return (
    <div className="flex flex-col gap-4">
      <p>Which other account is, or is not, the same person’s as {subject.name}?</p>
      <form role="search" className="flex items-end gap-2">
        <input type="hidden" name="do" value="judge" />
        <Field label="Other account" hint="A part of its name, handle or platform id" className="flex-1">
          <Input key={find} type="search" name="find" defaultValue={find} />
        </Field>
        <Button type="submit" icon="search" className="mb-5.5">
          Find
        </Button>
      </form>
      {find && found.length === 0 && <p className="text-muted">No other account matches.</p>}
      {found.length > 0 && (
        <ul aria-label="Accounts found" className="divide-y divide-line rounded-md border border-line">
          {found.map((each) => (
            <li key={each.id} className="px-3 py-2">
              <TextLink quiet href={each.href} prefetch={false} scroll={false} className="break-all">
                {each.name}
              </TextLink>
              <span className="block text-sm break-all text-muted">{each.detail}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
