import type { NextConfig } from "next";

const config: NextConfig = {
  // Parallel development servers need their own output; production uses the default.
  distDir: process.env.NEXT_DIST_DIR || ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  // A questionnaire of a thousand questions is saved whole.
  experimental: { serverActions: { bodySizeLimit: "8mb" } },
  // Pictures are served as they are: an address that fetches what it is told to would be one more door.
  images: { unoptimized: true },
  serverExternalPackages: ["pg", "@node-rs/argon2", "nodemailer"],
  // Files that are the same for everyone; pages say more (see proxy.ts).
  headers: async () => [
    {
      source: "/((?!api/).*)",
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
      ],
    },
  ],
  typescript: { ignoreBuildErrors: true }, // types are checked by `npm test`, once, not again in every build
};

export default config;
