import { config } from "@/lib/kernel/config";

/** The database as its owner, past a pooler: reading whole tables takes more than the server's role may. */
export const ownerUrl = (): string => config().databaseDirectUrl ?? config().databaseUrl ?? "";
