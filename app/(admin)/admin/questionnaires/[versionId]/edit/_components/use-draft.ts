"use client";

import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { toDocument, toTree, type About, type DraftTree } from "@/lib/assessment/draft-tree";
import type { QuestionnaireDocument } from "@/lib/assessment/import/document";
import { saveDraftAction } from "../../../actions";
import { DraftSaver, type Sent } from "./draft-saver";

/** A draft as the page got it. */
export interface Loaded {
  id: number;
  edit_version: number;
  document: QuestionnaireDocument;
}

/** What the browser kept of a page that went away before all was saved. */
interface Kept {
  edit_version: number;
  document: QuestionnaireDocument;
}

const keyOf = (id: number) => `securesphere.draft.${id}`;

/** Storage may be full or forbidden: then what is not saved lives as long as the page, which asks before it is left. */
function tryStorage<Result>(use: (storage: Storage) => Result): Result | undefined {
  try {
    return use(localStorage);
  } catch {
    return undefined;
  }
}

async function send(id: number, document: QuestionnaireDocument, edit_version: number): Promise<Sent> {
  const result = await saveDraftAction({ version_id: id, document, edit_version }).catch(() => undefined);
  if (!result) return { kind: "away" };
  if (result.ok) return { kind: "saved", editVersion: result.data.edit_version };
  const { code, message, details } = result.fault;
  if (code === "conflict")
    return { kind: "conflict", message, editVersion: (details?.edit_version as number | undefined) ?? null };
  if (code === "internal" || code === "unavailable" || code === "too_many_requests") return { kind: "away" };
  return { kind: "refused", message };
}

const nothing = () => () => {};

/** A draft being edited: its state, what changes it, and how saving goes. */
export function useDraft(loaded: Loaded) {
  const { id, edit_version, document } = loaded;
  const [draft, setDraft] = useState(() => {
    const { sections, ...about } = document;
    return { about: about as About, tree: toTree({ sections }) };
  });
  const latest = useRef(draft);
  const [saver] = useState(
    () =>
      new DraftSaver(edit_version, {
        send: (written, based) => send(id, written, based),
        keep: (written, based) =>
          tryStorage((storage) =>
            storage.setItem(keyOf(id), JSON.stringify({ edit_version: based, document: written } satisfies Kept)),
          ),
        forget: () => tryStorage((storage) => storage.removeItem(keyOf(id))),
        later: (run, wait) => {
          const timer = setTimeout(run, wait);
          return () => clearTimeout(timer);
        },
      }),
  );
  const state = useSyncExternalStore(saver.subscribe, saver.state, saver.state);
  const keptText = useSyncExternalStore(
    nothing,
    () => tryStorage((storage) => storage.getItem(keyOf(id))) ?? null,
    () => null,
  );
  const [answered, setAnswered] = useState(false);

  useEffect(() => {
    const flush = () => saver.flush();
    const ask = (event: BeforeUnloadEvent) => {
      if (saver.state().kind === "saved") return;
      saver.flush();
      event.preventDefault();
    };
    addEventListener("pagehide", flush);
    addEventListener("online", flush);
    addEventListener("beforeunload", ask);
    return () => {
      removeEventListener("pagehide", flush);
      removeEventListener("online", flush);
      removeEventListener("beforeunload", ask);
      // Going on to another page of ours: what waits is sent.
      saver.flush();
    };
  }, [saver]);

  const update = useCallback(
    (change: (draft: { about: About; tree: DraftTree }) => { about: About; tree: DraftTree }) => {
      const after = change(latest.current);
      if (after === latest.current) return;
      latest.current = after;
      setDraft(after);
      saver.change(() => toDocument(after.about, after.tree));
    },
    [saver],
  );
  const setTree = useCallback(
    (change: (tree: DraftTree) => DraftTree) =>
      update((before) => {
        const tree = change(before.tree);
        return tree === before.tree ? before : { ...before, tree };
      }),
    [update],
  );
  const setAbout = useCallback(
    (changed: Partial<About>) => update((before) => ({ ...before, about: { ...before.about, ...changed } })),
    [update],
  );

  const kept = state.kind === "saved" && !answered ? readKept(keptText) : undefined;
  return {
    ...draft,
    saver,
    state,
    setTree,
    setAbout,
    /** What an earlier page could not save; undefined once it is decided. */
    kept,
    restore: () => {
      if (!kept) return;
      setAnswered(true);
      const { sections, ...about } = kept.document;
      // Upon what it was written: what another author saved since is seen before it is overwritten.
      saver.restart(kept.edit_version);
      update(() => ({ about: about as About, tree: toTree({ sections }) }));
    },
    forgetKept: () => {
      setAnswered(true);
      saver.discard();
    },
  };
}

function readKept(text: string | null): Kept | undefined {
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as Kept;
  } catch {
    return undefined;
  }
}
