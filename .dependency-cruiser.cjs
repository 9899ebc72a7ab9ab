/**
 * The floors of the house, from the ground up. A room imports only from floors below it, never from a sibling.
 * What each room is for stands in docs/architecture.md.
 */
const floors = [
  ['domain'],
  ['sealing'],
  ['database', 'storage', 'mail', 'calendar', 'tax-number', 'email-domains', 'identity-provider', 'policy', 'webhooks', 'inspection', 'reading'],
  ['application'],
  ['jobs', 'graphql', 'sample-data'],
  ['http'],
];

const rooms = floors.flat();
const path = (names) => `^src/(${names.join('|')})/`;

/** A room may import itself and whatever lies below its floor: everything else in src is forbidden. */
const rules = floors.flatMap((floor, height) =>
  floor.map((room) => ({
    name: `${room}-stays-on-its-floor`,
    comment: `${room} imports from floors below it only.`,
    severity: 'error',
    from: { path: path([room]) },
    to: { path: '^(src|demo|torture|test|bench)/', pathNot: path([room, ...floors.slice(0, height).flat()]) },
  })),
);

module.exports = {
  forbidden: [
    ...rules,
    {
      name: 'domain-imports-nothing-outside',
      comment: 'What is true of the domain hangs on no package and no part of Node.',
      severity: 'error',
      from: { path: path(['domain']) },
      to: { pathNot: path(['domain']) },
    },
    {
      name: 'rooms-are-known',
      comment: 'A new room needs a floor.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: [path(rooms), '^src/review-desk/'] },
      to: {},
    },
    {
      name: 'only-the-composition-root-names-the-parts',
      comment: 'server.ts puts the house together; config.ts is read by it, by main.ts and by the commands.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(server|main|token|operate|open-house)\\.ts$' },
      to: { path: '^src/(server|main|config|token|operate|open-house)\\.ts$' },
    },
    {
      name: 'the-desk-is-a-client',
      comment: 'What reviewers see in the browser knows the server by its contract alone.',
      severity: 'error',
      from: { path: '^src/review-desk/' },
      to: { path: '^src/', pathNot: '^src/review-desk/' },
    },
    {
      name: 'no-cycles',
      comment: 'The classes of src/graphql/types refer to each other as the contract does, by thunks.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/graphql/types/' },
      to: { circular: true, viaOnly: { pathNot: '^src/graphql/types/' } },
    },
    {
      name: 'the-server-does-not-import-tests',
      severity: 'error',
      from: { path: '^(src|demo|torture)/' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'the-server-does-not-import-its-torture',
      severity: 'error',
      from: { path: '^(src|demo)/' },
      to: { path: '^torture/' },
    },
    {
      name: 'the-checker-is-independent',
      comment: 'It judges by what was told and heard alone: it must not share a line with what it judges.',
      severity: 'error',
      from: { path: '^torture/(checker|history)/' },
      to: { path: '^(src|demo|torture)/', pathNot: '^torture/(checker|history)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|test/generated|src/review-desk/generated)/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'], conditionNames: ['import', 'node', 'default'] },
  },
};
