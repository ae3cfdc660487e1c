import type { NextConfig } from "next";

const config: NextConfig = {
  // Parallel development servers need their own output; production uses the default.
  distDir: process.env.NEXT_DIST_DIR || ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["pg", "@node-rs/argon2", "pino", "nodemailer"],
  typescript: { ignoreBuildErrors: true }, // types are checked by `npm test`, once, not again in every build
};

export default config;
