import { resource, route } from "@/app/_http/route";
import { calculateProductMaturity } from "@/lib/assessment/calculate-product-maturity";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(calculateProductMaturity) });
