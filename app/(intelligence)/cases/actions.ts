"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { endLook } from "@/lib/intelligence/break-glass/end-look";
import { addEvent } from "@/lib/intelligence/cases/add-event";
import { addNote } from "@/lib/intelligence/cases/add-note";
import { addToCase } from "@/lib/intelligence/cases/add-to-case";
import { createCase } from "@/lib/intelligence/cases/create-case";
import { createTask } from "@/lib/intelligence/cases/create-task";
import { freezeContent } from "@/lib/intelligence/cases/freeze-content";
import { getNotes } from "@/lib/intelligence/cases/get-notes";
import { listCases } from "@/lib/intelligence/cases/list-cases";
import { startCaseFile } from "@/lib/intelligence/cases/print-case-file";
import { recordCustody } from "@/lib/intelligence/cases/record-custody";
import { removeFromCase } from "@/lib/intelligence/cases/remove-from-case";
import { removeMember } from "@/lib/intelligence/cases/remove-member";
import { saveMember } from "@/lib/intelligence/cases/save-member";
import { saveTemplate } from "@/lib/intelligence/cases/save-template";
import { updateCase } from "@/lib/intelligence/cases/update-case";
import { updateTask } from "@/lib/intelligence/cases/update-task";

export async function createCaseAction(input: z.input<typeof createCase.input>) {
  return act(createCase, input);
}

export async function updateCaseAction(input: z.input<typeof updateCase.input>) {
  return act(updateCase, input);
}

export async function listCasesAction(input: z.input<typeof listCases.input>) {
  return act(listCases, input);
}

export async function saveMemberAction(input: z.input<typeof saveMember.input>) {
  return act(saveMember, input);
}

export async function removeMemberAction(input: z.input<typeof removeMember.input>) {
  return act(removeMember, input);
}

export async function createTaskAction(input: z.input<typeof createTask.input>) {
  return act(createTask, input);
}

export async function updateTaskAction(input: z.input<typeof updateTask.input>) {
  return act(updateTask, input);
}

export async function saveTemplateAction(input: z.input<typeof saveTemplate.input>) {
  return act(saveTemplate, input);
}

export async function addEventAction(input: z.input<typeof addEvent.input>) {
  return act(addEvent, input);
}

export async function addNoteAction(input: z.input<typeof addNote.input>) {
  return act(addNote, input);
}

export async function getNotesAction(input: z.input<typeof getNotes.input>) {
  return act(getNotes, input);
}

export async function addToCaseAction(input: z.input<typeof addToCase.input>) {
  return act(addToCase, input);
}

export async function removeFromCaseAction(input: z.input<typeof removeFromCase.input>) {
  return act(removeFromCase, input);
}

export async function freezeContentAction(input: z.input<typeof freezeContent.input>) {
  return act(freezeContent, input);
}

export async function recordCustodyAction(input: z.input<typeof recordCustody.input>) {
  return act(recordCustody, input);
}

export async function startCaseFileAction(input: z.input<typeof startCaseFile.input>) {
  return act(startCaseFile, input);
}

export async function endLookAction(input: z.input<typeof endLook.input>) {
  return act(endLook, input);
}
