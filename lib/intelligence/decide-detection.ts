import { decide, findStanding } from "@/db/queries/intelligence/detections";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { decideInput, decideManyInput } from "./detection-input";
import { inIntelligence } from "./policy";

/**
 * Says what a hit is, and moves its message on; `new` takes a decision back. The answer shows nothing of the message: that
 * takes a look.
 * @throws Fault stale_version when somebody else decided meanwhile, with how it stands in details.current
 */
export const decideDetection = command({
  action: "intelligence.detection.decide",
  scope: "intelligence:write",
  subject: "detection",
  input: decideInput,
  target: async (tx, { detection_id }) => (await findStanding(tx, [detection_id]))[0],
  allow: inIntelligence,
  run: async ({ tx, target }, { detection_id: id, version, status, note }) => {
    const [decided] = await decide(tx, [target.content_id], [{ id, version: version ?? target.version, status }], note);
    if (!decided)
      throw new Fault("stale_version", "Somebody decided this hit meanwhile. Nothing was overwritten.", {
        details: { current: { id, version: target.version, status: target.status } },
      });
    return decided;
  },
});

/** Decides many at once, each as it was seen: what changed meanwhile is left alone and named. */
export const decideDetections = command({
  action: "intelligence.detection.decide_many",
  scope: "intelligence:write",
  subject: "detection",
  input: decideManyInput,
  target: async (tx, { decisions }) => {
    const found = await findStanding(
      tx,
      decisions.map((each) => each.detection_id),
    );
    return found.length > 0 ? found : undefined;
  },
  allow: inIntelligence,
  run: async ({ tx, target }, { decisions, note }) => {
    const before = new Map(target.map(({ id, status }) => [id, status]));
    const wanted = decisions.map(({ detection_id: id, version, status }) => ({ id, version, status }));
    const contentIds = [...new Set(target.map((each) => each.content_id))];
    const decided = await decide(tx, contentIds, wanted, note);
    const done = new Set(decided.map(({ id }) => id));
    return {
      decided: decided.map(({ id, version, status }) => ({ id, version, status, before: before.get(id)! })),
      stale: wanted.filter(({ id }) => !done.has(id)).map(({ id }) => id),
    };
  },
});
