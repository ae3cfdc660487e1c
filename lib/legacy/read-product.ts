import type { LegacyRow } from "./legacy-row";
import { keyOf } from "./move";

export interface LegacyProduct {
  id: number;
  key: string;
  row: LegacyRow;
  content: string;
  name: string;
  description: string;
  url: string;
  language: string;
  cloudPlatform: string;
  cicdPlatform: string;
  ownerId: number | undefined;
  isActive: boolean;
  createdAt: Date | undefined;
  updatedAt: Date | undefined;
}

/** Reads a row of `products`. What has no field here is kept in the description. */
export function readProduct(id: number, row: LegacyRow, content: string): LegacyProduct {
  const createdAt = row.moment("created_at");
  const name = row.line("name", 180);
  const details: string[] = [row.text("description", 4_000)];
  const address = row.line("product_url", 2_000) || row.line("url", 2_000);
  const isAddress = /^https?:\/\//i.test(address) && URL.canParse(address) && address.length <= 500;
  if (address && !isAddress) {
    row.complain("its address is no link and stands in the description", address.slice(0, 80));
    details.push(`Address: ${address}`);
  }
  const more = row.text("additional_details", 8_000);
  if (more) details.push(more);
  const cloud = row.line("cloud_platform", 100);
  const other = row.line("cloud_platform_other", 100);
  return {
    ...{ id, row, content, createdAt, name },
    key: keyOf(id, createdAt, name),
    description: details.filter(Boolean).join("\n\n"),
    url: isAddress ? address : "",
    language: row.line("programming_language", 100) || row.line("language", 100),
    cloudPlatform: other && (!cloud || cloud.toLowerCase() === "other") ? other : cloud,
    cicdPlatform: row.line("cicd_platform", 100),
    ownerId: row.id("owner_id"),
    isActive: row.flag("is_active") ?? true,
    updatedAt: row.moment("updated_at"),
  };
}
