// Written by `npm run routes` from the folder app/api; a test fails when the two differ.
import { type Route } from "./route-table";

export const routes: Route[] = [];
