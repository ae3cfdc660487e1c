import type { Place } from "@/lib/vault/sealed-value";

/*
 * Where sealed values of the intelligence workspace stand. The database says the same of the columns
 * (`app.declare_sealed`), and rotation goes by that: what is changed here is changed there.
 */

/** What a search brought, and what an analyst makes of it. */
export const osintPlace = (column: "results" | "analysis", organizationId: number, id: number): Place => ({
  table: "osint_results",
  column,
  organizationId,
  row: id,
});

/** What a connector shows to the service that it asks. */
export const connectorCredentialPlace = (organizationId: number, id: number): Place => ({
  table: "osint_connectors",
  column: "credential",
  organizationId,
  row: id,
});
