import { main } from "@/lib/intelligence/custody/offline";

// The single file public/verify-custody.mjs is made of this (cli/prepare/bundle.mjs).
process.exitCode = await main(process.argv.slice(2), (line) => console.log(line));
