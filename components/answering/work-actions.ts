import type { ComboboxOption } from "../ui/combobox";
import type { ResolveRequest } from "../requests/request-note";

/** What a server action answers, as far as a form here needs it. */
type Sent = Promise<
  | { ok: true; data: unknown }
  | { ok: false; fault: { code?: string; message: string; fields?: { path: string; message: string }[] } }
>;

/** What the section page does beside saving answers; pages hand in their server actions. */
export interface WorkActions {
  /** The people who can answer, as options. */
  findPeople: () => Promise<ComboboxOption[]>;
  assign: (input: {
    product_id: number;
    section_id?: number;
    question_id?: number;
    user_id: number;
    due_on: string | null;
    note: string;
  }) => Sent;
  unassign: (input: { assignment_id: number }) => Sent;
  ask: (input: { kind: "question"; product_id: number; question_id: number; text: string }) => Sent;
  resolve: ResolveRequest;
}
