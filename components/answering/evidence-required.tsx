import { cn } from "../ui/cn";
import { Icon } from "../ui/icon";

/** Said before anything is handed in: without a file this answer waits. */
export function EvidenceRequired({ there }: { there: boolean }) {
  return (
    <span className={cn("flex shrink-0 items-center gap-1 font-medium", !there && "text-warning")}>
      <Icon name={there ? "check" : "paperclip"} size={13} /> Evidence required
    </span>
  );
}
