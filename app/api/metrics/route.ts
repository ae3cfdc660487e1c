import { metrics } from "@/app/_http/metrics";
import { resource } from "@/app/_http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: metrics });
