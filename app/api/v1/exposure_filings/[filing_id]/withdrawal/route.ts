import { resource, route } from "@/app/_http/route";
import { withdrawExposure } from "@/lib/intelligence/exposures/withdraw-exposure";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ POST: route(withdrawExposure) });
