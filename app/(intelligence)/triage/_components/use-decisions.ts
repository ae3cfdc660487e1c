"use client";

import { useCallback, useRef, useState } from "react";
import { toast } from "sonner";
import { detectionWords } from "@/components/intelligence/words";
import type { DescribedDetection } from "@/lib/intelligence/detection";
import { decideAction } from "../actions";

export type Verdict = DescribedDetection["status"];
type Known = Pick<DescribedDetection, "status" | "version">;

const unreachable = "The server did not answer. Nothing was decided; try again.";
const hits = (count: number) => (count === 1 ? "1 hit" : `${count} hits`);

/**
 * Decisions as they are made here: shown at once, sent behind, and put back where the server refuses. `undo` takes the last one
 * back, for all hits it was about.
 */
export function useDecisions(detections: readonly DescribedDetection[]) {
  const [known, setKnown] = useState(new Map<number, Known>());
  const last = useRef<Promise<{ id: number; version: number; before: Verdict }[]>>(undefined);

  const of = useCallback(
    (id: number): Known => {
      const { status, version } = detections.find((each) => each.id === id)!;
      return known.get(id) ?? { status, version };
    },
    [detections, known],
  );

  const note = (changed: Iterable<readonly [number, Known]>) => setKnown((before) => new Map([...before, ...changed]));

  const send = useCallback(async (decisions: { detection_id: number; version: number; status: Verdict }[]) => {
    const answer = await decideAction({ decisions }).catch(() => undefined);
    if (!answer?.ok) throw new Error(answer?.fault.message ?? unreachable);
    note(answer.data.decided.map(({ id, version, status }) => [id, { version, status }] as const));
    return answer.data;
  }, []);

  const undo = useCallback(async () => {
    const taken = await last.current;
    last.current = undefined;
    if (!taken?.length) {
      toast("There is no decision to take back");
      return;
    }
    try {
      await send(taken.map(({ id, version, before }) => ({ detection_id: id, version, status: before })));
      toast(`Taken back: ${hits(taken.length)}`);
    } catch (error) {
      toast.error((error as Error).message);
    }
  }, [send]);

  const decide = useCallback(
    (ids: number[], status: Verdict) => {
      const before = ids.map((id) => [id, of(id)] as const);
      note(before.map(([id, { version }]) => [id, { status, version }] as const));
      const decisions = before.map(([id, { version }]) => ({ detection_id: id, version, status }));
      last.current = send(decisions).then(
        ({ decided, stale }) => {
          if (stale.length > 0) {
            note(before.filter(([id]) => stale.includes(id)));
            toast.error(
              `${hits(stale.length)} changed meanwhile and were left alone. Load the page again to see them.`,
            );
          }
          if (decided.length > 0)
            toast(`${detectionWords[status]!.label}: ${hits(decided.length)}`, {
              action: { label: "Undo", onClick: () => void undo() },
            });
          return decided.map(({ id, version, before }) => ({ id, version, before }));
        },
        (error: Error) => {
          note(before);
          toast.error(error.message);
          return [];
        },
      );
    },
    [of, send, undo],
  );

  return { of, decide, undo };
}
