import { main } from "@/lib/audit/proof/offline";

// The single file public/verify-trail.mjs is made of this (cli/prepare/bundle.mjs).
process.exitCode = await main(process.argv.slice(2), (line) => console.log(line));
