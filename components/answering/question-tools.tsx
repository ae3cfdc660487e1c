"use client";

import { Count } from "../ui/badge";
import { Button, IconButton } from "../ui/button";
import type { IconName } from "../ui/icon";
import { Menu, MenuItem } from "../ui/menu";
import type { PanelKind } from "./question";

/** What can be added to an answer, and what is behind it: quiet buttons under the stages. */
export function QuestionTools({
  editable,
  hasChoice,
  takesWords,
  clear,
  notApplicable,
  shown,
  files,
  comments,
  unread,
  onText,
  onComment,
  onEvidence,
  onNotApplicable,
  onClear,
  canAssign,
  canAsk,
  onPanel,
}: {
  editable: boolean;
  hasChoice: boolean;
  takesWords: boolean;
  /** What taking the answer away is called. */
  clear: string;
  notApplicable: boolean;
  shown: { text: boolean; comment: boolean; evidence: boolean };
  files: number;
  comments: number;
  unread: number;
  onText: () => void;
  onComment: () => void;
  onEvidence: () => void;
  onNotApplicable: () => void;
  onClear: () => void;
  canAssign: boolean;
  canAsk: boolean;
  onPanel: (kind: PanelKind) => void;
}) {
  const tool = (icon: IconName, label: string, run: () => void, extra?: React.ReactNode) => (
    <Button size="sm" variant="ghost" icon={icon} onClick={run} className="max-sm:h-10">
      {label}
      {extra}
    </Button>
  );
  return (
    <div className="-mx-2.5 flex flex-wrap items-center gap-x-0.5 gap-y-1">
      {editable && !notApplicable && takesWords && !shown.text && tool("pen", "Own words", onText)}
      {editable && !shown.comment && tool("reply", "Comment", onComment)}
      {!shown.evidence &&
        (editable || files > 0) &&
        tool("paperclip", "Evidence", onEvidence, <Count value={files} label="files" />)}
      {editable && !notApplicable && tool("circle-slash", "Not applicable", onNotApplicable)}
      {editable && hasChoice && tool("x", clear, onClear)}
      <span className="flex-1" />
      {tool(
        "message",
        "Thread",
        () => onPanel("thread"),
        unread > 0 ? (
          <Count value={unread} label="unread" className="bg-accent text-accent-fg" />
        ) : (
          <Count value={comments} label="messages" />
        ),
      )}
      {tool("history", "History", () => onPanel("history"))}
      {(canAssign || canAsk) && (
        <Menu trigger={<IconButton size="sm" icon="more" label="More for this question" className="max-sm:size-10" />}>
          {canAssign && (
            <MenuItem icon="user-plus" onSelect={() => onPanel("assign")}>
              Assign to a colleague
            </MenuItem>
          )}
          {canAsk && (
            <MenuItem icon="help" onSelect={() => onPanel("ask")}>
              Ask what evidence would satisfy
            </MenuItem>
          )}
        </Menu>
      )}
    </div>
  );
}
