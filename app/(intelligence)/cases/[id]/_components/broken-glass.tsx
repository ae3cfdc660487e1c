import { Notice } from "@/components/ui/form-error";
import { RelativeTime } from "@/components/ui/relative-time";
import type { BreakGlassLook } from "@/lib/intelligence/cases/describe-grant";
import { EndLook } from "./end-look";

/** Says to everybody who sees a case that somebody from outside looks into it, or asks to. */
export function BrokenGlass({ looks, userId, mayEnd }: { looks: BreakGlassLook[]; userId: number; mayEnd: boolean }) {
  return looks
    .filter((look) => look.state === "open" || look.state === "waiting")
    .map((look) => (
      <Notice
        key={look.id}
        tone="warning"
        title={
          look.state === "waiting"
            ? `${look.requester} asks to look into this case`
            : look.requested_by === userId
              ? "The glass is broken: you look into this case, and change nothing"
              : `${look.requester} looks into this case`
        }
      >
        <p>
          {look.reason}{" "}
          {look.state === "open" && look.expires_at && (
            <>
              Let in by {look.decider}. It ends <RelativeTime value={look.expires_at} format="datetime" />, and every
              page is written down.
            </>
          )}
        </p>
        {mayEnd && <EndLook grantId={look.id} waiting={look.state === "waiting"} />}
      </Notice>
    ));
}
