import type { ProductRow } from "@/db/queries/assessment/products";
import { Fault } from "@/lib/kernel/fault";
import type { ProductAccess } from "./policy";
import { productStatus, type ProductStatus } from "./product-status";
import { coverageOf, levelOf, overallOf, type MaturityLevel } from "./scoring";

/** A product, as the API shows it. Scores are 0–5, `share` is 0–1 of the applicable questions. */
export interface Product {
  id: number;
  name: string;
  description: string;
  url: string;
  language: string;
  cloud_platform: string;
  cicd_platform: string;
  owner_id: number;
  owner: string;
  organization_id: number;
  organization: string;
  questionnaire_version_id: number;
  questionnaire: string;
  target_level: number | null;
  status: ProductStatus;
  progress: { answered: number; not_applicable: number; total: number; share: number };
  /** Whether any answer has a score: without one `overall_score` is 1.0, as the original has it. */
  scored: boolean;
  overall_score: number;
  maturity_level: MaturityLevel;
  version: number;
  /** The number of the newest round; while it is closed, answers are read-only. */
  round: number;
  round_closed: boolean;
  archived_at: string | null;
  created_at: string;
  updated_at: string;
}

/** A stored product as callers see it, its status and scores derived. */
export function describeProduct(row: ProductRow): Product {
  const { answered, notApplicable } = row.counts;
  const overall = overallOf(row.averages);
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    url: row.url,
    language: row.language,
    cloud_platform: row.cloud_platform,
    cicd_platform: row.cicd_platform,
    owner_id: row.owner_id,
    owner: row.owner,
    organization_id: row.organization_id,
    organization: row.organization,
    questionnaire_version_id: row.questionnaire_version_id,
    questionnaire: row.questionnaire,
    target_level: row.target_level,
    status: productStatus(row.counts, row.asked_count),
    progress: {
      answered,
      not_applicable: notApplicable,
      total: row.asked_count,
      share: coverageOf(answered, row.asked_count, notApplicable),
    },
    scored: row.averages.length > 0,
    overall_score: overall,
    maturity_level: levelOf(overall),
    version: row.version,
    round: row.round,
    round_closed: row.round_closed,
    archived_at: row.archived_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

/** What permission needs to know of a product. */
export const accessTo = (row: ProductRow): ProductAccess => ({
  organizationId: row.organization_id,
  ownerId: row.owner_id,
  isMember: row.is_member,
  archived: row.archived_at !== null,
});

/** The refusal of a change to a product that changed meanwhile. */
export const staleProduct = (current: object) =>
  new Fault("stale_version", "This product changed since you last saw it. Nothing was overwritten.", {
    details: { current },
  });
