import { z } from "zod";
import { id, requiredText } from "@/lib/kernel/input";

/** The sections a report may have, in their order, with their titles. */
export const reportSections = {
  summary: "Summary",
  scores: "Scores",
  findings: "Findings",
  plan: "Plan",
  answers: "Answers",
  evidence: "Evidence register",
  method: "Method",
} as const;
export type ReportSection = keyof typeof reportSections;
export const sectionNames = Object.keys(reportSections) as [ReportSection, ...ReportSection[]];

const chosenSections = z
  .array(z.enum(sectionNames))
  .min(1, "choose at least one section")
  .transform((chosen) => sectionNames.filter((name) => chosen.includes(name)));

export const createReportInput = z.object({
  product_id: id(),
  /** Standard: the product as it stands now. */
  snapshot_id: id().optional(),
  title: requiredText(200).optional(),
  sections: chosenSections.optional(),
  /** Also as PDF, by a job. */
  pdf: z.boolean().default(true),
});

export const saveBrandingInput = z.object({
  organization_id: id(),
  /** 0 where there is none yet. */
  version: z.int().min(0),
  name: requiredText(200),
  colour: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/, "should be a colour such as #3a56d4"),
  sections: chosenSections,
  /** A PNG or JPEG as base64; null for none, absent to keep what is there. */
  logo: z.string().max(400_000, "should be smaller than 300 kB").nullable().optional(),
});

export const reportFormats = ["html", "pdf", "docx", "xlsx", "json"] as const;
