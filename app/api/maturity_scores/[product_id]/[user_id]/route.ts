import { resource, route } from "@/app/_http/route";
import { calculateProductMaturity } from "@/lib/assessment/calculate-product-maturity";

export const { GET, POST, PUT, PATCH, DELETE } = resource({ GET: route(calculateProductMaturity) });
