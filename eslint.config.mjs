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
  { ignores: [".next*/**", ".build/**", ".data/**", ".test/**", "bench/.work/**", "next-env.d.ts", "public/**"] },
  ...coreWebVitals,
  ...typescript,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "no-console": "error",
      "prefer-const": "error",
    },
  },
  {
    files: ["**/*.{ts,tsx}"],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
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
