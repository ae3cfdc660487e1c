import type { IconName } from "../ui/icon";
import type { Tone } from "../ui/tone";
import type { Summary } from "./answer-queue";
import { isUnsaved, lacksReason, type Entry } from "./save-queue";

/** How saving goes, in words. `act` names what the person can do about it. */
export interface SaveWords {
  text: string;
  tone: Tone;
  icon: IconName;
  /** A moment that belongs at the end of the text (ISO 8601). */
  at?: string;
  act?: "compare" | "sign_in" | "retry";
}

const answers = (count: number) => `${count} ${count === 1 ? "answer" : "answers"}`;

/** The line over all answers: what needs the person first, then what goes on, then what is done. */
export function describeSummary(summary: Summary): SaveWords {
  const { unsaved, sending, incomplete, conflicts, refused, failing, pause, unkept, savedAt } = summary;
  const kept = `${answers(unsaved)} kept here`;
  if (unkept && unsaved > 0) {
    const text = "This browser has no room to keep unsaved answers. Leave this page open.";
    return { text, tone: "danger", icon: "circle-alert", act: "retry" };
  }
  if (conflicts > 0) {
    const text =
      conflicts === 1 ? `Changed by ${summary.changedBy || "someone else"}` : `${answers(conflicts)} changed by others`;
    return { text, tone: "warning", icon: "compare", act: "compare" };
  }
  if (pause === "signed_out") return { text: `Signed out, ${kept}`, tone: "warning", icon: "lock", act: "sign_in" };
  if (pause === "offline") return { text: `Offline, ${kept}`, tone: "warning", icon: "cloud-off", act: "retry" };
  if (pause === "busy" || failing > 0) {
    return { text: `Not saved yet, trying again; ${kept}`, tone: "warning", icon: "warning", act: "retry" };
  }
  if (refused > 0) return { text: `${answers(refused)} not accepted`, tone: "danger", icon: "circle-alert" };
  if (sending > 0) return { text: "Saving…", tone: "neutral", icon: "spinner" };
  if (incomplete > 0) {
    return { text: `${answers(incomplete)} waiting for a reason`, tone: "warning", icon: "warning" };
  }
  if (savedAt) return { text: "Saved", at: savedAt, tone: "neutral", icon: "cloud-check" };
  return { text: "Saves by itself", tone: "neutral", icon: "cloud-check" };
}

/** The same for one question; null where there is nothing to say. */
export function describeEntry(entry: Entry, pause: Summary["pause"]): SaveWords | null {
  if (entry.conflict) {
    const { status, by } = entry.conflict;
    const text = status === "approved" ? "Approved meanwhile" : `Changed by ${by || "someone else"}`;
    return { text, tone: "warning", icon: "compare" };
  }
  if (entry.refusal !== null) return { text: "Not accepted", tone: "danger", icon: "circle-alert" };
  if (isUnsaved(entry)) {
    if (lacksReason(entry)) return { text: "Needs a reason", tone: "warning", icon: "warning" };
    if (entry.failure) return { text: "Trying again", tone: "warning", icon: "warning" };
    if (pause) return { text: "Kept here", tone: "warning", icon: "cloud-off" };
    return { text: "Saving…", tone: "neutral", icon: "spinner" };
  }
  return null;
}
