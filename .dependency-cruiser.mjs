/** The architecture's one way: app → lib → db, and what may not be known where. @type {import('dependency-cruiser').IConfiguration} */
const config = {
  forbidden: [
    {
      name: "no-circles",
      comment: "Two modules that need each other are one module, or need a third.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-unknown",
      comment: "An import that nothing answers to.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^bun:" },
    },
    {
      name: "react-and-next-stay-in-app",
      comment: "React and Next.js live in app and components; only the front hands pages to Next.",
      severity: "error",
      from: { path: "^(lib|db|cli|server|bench)/", pathNot: "^server/main\\.ts$" },
      to: { path: "(^|/)node_modules/(next|react|react-dom)/" },
    },
    {
      name: "lib-knows-no-screen",
      severity: "error",
      from: { path: "^lib/", pathNot: "\\.test\\.ts$" },
      to: { path: "^(app|components|server|cli|e2e)/" },
    },
    {
      name: "db-knows-only-itself",
      severity: "error",
      from: { path: "^db/", pathNot: "\\.test\\.ts$" },
      to: { path: "^(app|components|lib|server|cli|e2e)/" },
    },
    {
      name: "app-reaches-the-database-through-lib",
      severity: "error",
      from: { path: "^(app|components)/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^db/" },
    },
    {
      name: "components-know-no-page",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^(app|server|cli|e2e)/" },
    },
    {
      name: "primitives-know-no-domain",
      severity: "error",
      from: { path: "^components/ui/" },
      to: { path: "^(lib|app|components/(?!ui/))" },
    },
    {
      name: "assessment-and-intelligence-never-meet",
      severity: "error",
      from: { path: "^lib/(assessment|intelligence)/" },
      to: { path: "^lib/(assessment|intelligence)/", pathNot: "^lib/$1/" },
    },
    {
      name: "the-kernel-knows-no-workspace",
      severity: "error",
      from: { path: "^lib/(kernel|identity|audit|vault|jobs|notify|report|backup|health)/", pathNot: "\\.test\\.ts$" },
      to: { path: "^lib/(assessment|intelligence)/" },
    },
    {
      name: "one-gate-to-the-database",
      comment: "A use case reaches the database through command() and query(), never by a connection of its own.",
      severity: "error",
      from: { pathNot: "^(lib/kernel|db|e2e)/|\\.test\\.ts$" },
      to: { path: "^db/(client|listener)\\.ts$" },
    },
    {
      name: "one-place-knows-the-driver",
      comment:
        "Connections come from db/client.ts, and the one that listens from db/listener.ts; migrations and backups need the owner's, before there is a pool or beside it; a drill tampers as the superuser.",
      severity: "error",
      from: { pathNot: "^(db/(client|batch|listener|migrate)\\.ts$|db/backup/|bench/|cli/drill/|e2e/)|\\.test\\.ts$" },
      to: { path: "(^|/)node_modules/pg/" },
    },
    {
      name: "only-the-front-opens-the-handlers",
      severity: "error",
      from: { path: "^(server|cli|bench)/", pathNot: "^server/routes\\.generated\\.ts$" },
      to: { path: "^(app|components)/" },
    },
    {
      name: "nothing-runs-on-development-packages",
      severity: "error",
      from: { path: "^(app|components|lib|db|server|cli)/", pathNot: "\\.test\\.tsx?$" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only", "npm"] },
    },
    {
      name: "nothing-runs-on-tests",
      severity: "error",
      from: { pathNot: "\\.(test|spec)\\.tsx?$|^e2e/" },
      to: { path: "\\.(test|spec)\\.tsx?$|^e2e/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|\\.build|\\.data|\\.test)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".css"],
    },
  },
};

export default config;
