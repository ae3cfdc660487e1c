import type { z } from "zod";
import { FORMAT, FORMAT_VERSION, questionnaireDocument, type QuestionnaireDocument } from "./document";
import type { Findings } from "./findings";
import { Unreadable } from "./limits";
import { isMapping, type Value } from "./parse-text";

export const isOwn = (value: Value) => isMapping(value) && value.format === FORMAT;

/**
 * Our own format. It is taken as it is or not at all: every place that does not fit is an error.
 * @throws Unreadable for a version that is not known
 */
export function readOwn(value: Value, findings: Findings): QuestionnaireDocument | undefined {
  const version = isMapping(value) ? value.format_version : undefined;
  if (version !== FORMAT_VERSION)
    throw new Unreadable(`Only format_version ${FORMAT_VERSION} can be read.`, "format_version");
  const parsed = questionnaireDocument.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) findings.reject(pathText(issue.path), messageOf(issue));
  return undefined;
}

const messageOf = (issue: z.core.$ZodIssue) =>
  issue.code === "unrecognized_keys"
    ? `There is no field ${issue.keys.join(", ").slice(0, 200)}.`
    : `${issue.message}.`;

/** ["sections", 0, "title"] → "sections[0].title". */
export const pathText = (path: readonly PropertyKey[]) =>
  path.map((step, at) => (typeof step === "number" ? `[${step}]` : `${at ? "." : ""}${String(step)}`)).join("");
