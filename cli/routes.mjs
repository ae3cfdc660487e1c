import { writeRouteTable } from "./prepare/bundle.mjs";

await writeRouteTable();
