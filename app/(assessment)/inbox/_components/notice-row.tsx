import { Avatar } from "@/components/ui/avatar";
import { IconButton } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Icon, type IconName } from "@/components/ui/icon";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { Notification } from "@/lib/notify/list-notifications";

const faces: Record<string, { icon: IconName; ink: string }> = {
  responses_submitted: { icon: "send", ink: "text-info" },
  comment_added: { icon: "message", ink: "text-muted" },
  response_approved: { icon: "circle-check", ink: "text-success" },
  response_needs_revision: { icon: "reopen", ink: "text-warning" },
  response_rejected: { icon: "circle-x", ink: "text-danger" },
  response_reopened: { icon: "unlock", ink: "text-violet" },
  response_withdrawn: { icon: "undo", ink: "text-muted" },
  round_started: { icon: "layers", ink: "text-accent" },
  round_closed: { icon: "lock", ink: "text-muted" },
  product_moved: { icon: "layers", ink: "text-accent" },
  action_assigned: { icon: "target", ink: "text-info" },
  action_proposed: { icon: "target", ink: "text-muted" },
  mention: { icon: "at-sign", ink: "text-accent-ink" },
  review_due: { icon: "clock", ink: "text-warning" },
  action_due: { icon: "clock", ink: "text-warning" },
  assignment_due: { icon: "clock", ink: "text-warning" },
  evidence_expires: { icon: "clock", ink: "text-warning" },
  assigned: { icon: "user", ink: "text-info" },
  evidence_requested: { icon: "paperclip", ink: "text-info" },
  evidence_asked: { icon: "paperclip", ink: "text-info" },
  evidence_fulfilled: { icon: "paperclip", ink: "text-success" },
  review_finished: { icon: "clipboard-check", ink: "text-success" },
};

/** One thing that changed: what, by whom, when, and the way there. */
export function NoticeRow({
  notice,
  onOpen,
  onMark,
}: {
  notice: Notification;
  onOpen: () => void;
  onMark: (read: boolean) => void;
}) {
  const face = faces[notice.kind] ?? { icon: "bell", ink: "text-muted" };
  return (
    <li className="relative flex items-start gap-3 px-4 py-3 hover:bg-hover/60">
      <Avatar name={notice.actor || "SecureSphere"} size={28} className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <TextLink
          quiet
          href={notice.link}
          data-row={notice.id}
          onClick={onOpen}
          className={cn("line-clamp-2 after:absolute after:inset-0", notice.read && "font-normal text-muted")}
        >
          <Icon name={face.icon} size={14} className={cn("mr-1.5 inline-block align-[-2px]", face.ink)} />
          {!notice.read && <span className="sr-only">Unread: </span>}
          {notice.subject}
        </TextLink>
        {notice.detail && <p className="mt-0.5 line-clamp-2 text-sm text-muted">{notice.detail}</p>}
        <p className="mt-0.5 text-xs text-muted">
          {notice.actor && <>{notice.actor} · </>}
          <RelativeTime value={notice.created_at} />
        </p>
      </div>
      <span className="relative z-1 flex shrink-0 items-center gap-2">
        {!notice.read && <span aria-hidden className="size-2 rounded-full bg-accent" />}
        <IconButton
          size="sm"
          icon={notice.read ? "mail" : "check"}
          label={notice.read ? "Mark as unread" : "Done"}
          onClick={() => onMark(!notice.read)}
        />
      </span>
    </li>
  );
}
