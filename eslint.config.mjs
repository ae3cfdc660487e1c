import coreWebVitals from "eslint-config-next/core-web-vitals";
import typescript from "eslint-config-next/typescript";

const DATA_AND_TESTS = [
  "**/*.test.{ts,tsx}",
  "**/*.spec.ts",
  "**/*.generated.ts",
  "**/data/**",
  "db/seed/**",
  "lib/demo/**",
];

const config = [
  { ignores: [".next*/**", ".build/**", ".data/**", ".test/**", ".bench/**", "next-env.d.ts", "public/**"] },
  ...coreWebVitals,
  ...typescript,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "@next/next/no-location-assign-relative-destination": "off", // signing in and out drops all that is loaded
      "import/no-anonymous-default-export": "off",
      "no-console": ["error", { allow: ["error"] }],
      "prefer-const": "error",
    },
  },
  {
    files: ["**/*.{ts,tsx}"],
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  // These need types, which cost; a promise forgotten in a screen is React's to show, one in a use case is lost data.
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    },
  },
  // Outside React, a name that begins with "use" is only a verb.
  { files: ["**/*.ts", "**/*.mjs"], rules: { "react-hooks/rules-of-hooks": "off" } },
  // Takes server components, which render once, for client ones.
  { files: ["**/*.tsx"], rules: { "react-hooks/purity": "off" } },
  // What runs at a terminal speaks there.
  { files: ["cli/**", "server/**", "e2e/**", "bench/**"], rules: { "no-console": "off" } },
  { files: DATA_AND_TESTS, rules: { "max-lines": "off" } },
];

export default config;
