import type { IConfiguration, IForbiddenRuleType } from 'dependency-cruiser';

/** What a folder of src may import of the other folders. */
interface Row {
  /** Paths below src: a folder ends in `/`, and `*` stands for any name. */
  readonly modules: readonly string[];
  /** The same, but imported for their types only, so that no behaviour comes along. */
  readonly types: readonly string[];
}

/** Who may import whom. Modules right under src (main, compose, config) may import everything. */
export const folders: Readonly<Record<string, Row>> = {
  domain: { modules: [], types: [] },
  sqlite: { modules: [], types: [] },
  crypto: { modules: ['domain/', 'sqlite/', 'kurrentdb/', 'event-store/port.ts'], types: [] },
  kurrentdb: { modules: [], types: [] },
  retry: { modules: [], types: [] },
  'event-store': { modules: ['sqlite/', 'kurrentdb/', 'retry/'], types: ['domain/'] },
  application: {
    // What is done with projections, and no adapter of theirs.
    modules: ['domain/', 'crypto/', 'event-store/port.ts', 'projections/*.ts'],
    types: [],
  },
  redis: { modules: ['domain/instant.ts'], types: [] },
  projections: { modules: ['domain/', 'event-store/port.ts', 'redis/', 'retry/'], types: [] },
  throttle: {
    modules: ['domain/', 'redis/'],
    types: ['application/password-throttle.ts', 'application/sending-throttle.ts'],
  },
  delivery: {
    modules: ['domain/instant.ts', 'sqlite/', 'redis/', 'retry/', 'crypto/', 'application/', 'event-store/port.ts'],
    types: ['domain/'],
  },
  metrics: { modules: ['domain/', 'event-store/port.ts', 'projections/'], types: ['delivery/', 'graphql/'] },
  tracing: { modules: ['domain/', 'projections/'], types: ['application/', 'delivery/', 'event-store/', 'graphql/'] },
  'phone-numbers': { modules: [], types: ['application/phone-numbers.ts'] },
  audit: { modules: ['crypto/', 'event-store/port.ts'], types: ['domain/'] },
  graphql: { modules: ['application/', 'audit/'], types: ['domain/', 'projections/'] },
  // The command line is a program of its own beside main: it reads the configuration and composes what it needs.
  ops: {
    modules: [
      'compose.ts',
      'config.ts',
      'logger.ts',
      'node-version.ts',
      'start.ts',
      'application/',
      'projections/',
      'audit/',
      'event-store/port.ts',
      'crypto/key-store/port.ts',
      // What moves a history between two event stores.
      'event-store/copy/',
      'event-store-address.ts',
      'open-event-store.ts',
    ],
    types: ['domain/'],
  },
  client: { modules: [], types: [] },
};

/** The only places where a package, or a module of Node, may be imported. */
export const confined: Readonly<Record<string, readonly string[]>> = {
  'node:sqlite': ['event-store/sqlite/', 'sqlite/'],
  '@kurrent/kurrentdb-client': ['kurrentdb/', 'event-store/kurrentdb/', 'crypto/key-store/kurrentdb/'],
  ioredis: ['redis/'],
  'redis-semaphore': ['projections/redis/'],
  messagebird: ['delivery/sms/'],
  twilio: ['delivery/sms/'],
  cockatiel: ['delivery/sms/', 'throttle/'],
  'libphonenumber-js': ['phone-numbers/'],
  'prom-client': ['metrics/'],
  '@opentelemetry/api': ['tracing/'],
  '@opentelemetry/sdk-trace': ['tracing/'],
  '@opentelemetry/resources': ['tracing/'],
  '@opentelemetry/exporter-trace-otlp-http': ['tracing/'],
  'graphql-sse': ['graphql/'],
  nodemailer: ['delivery/email/'],
  'rate-limiter-flexible': ['throttle/'],
  otplib: ['crypto/'],
  '@node-rs/argon2': ['crypto/'],
  jose: ['crypto/'],
  '@apollo/server': ['graphql/'],
  'type-graphql': ['graphql/'],
  'class-validator': ['graphql/'],
  graphql: ['graphql/'],
  commander: ['ops/'],
  '@clack/prompts': ['ops/'],
};

const escaped = (text: string) => text.replaceAll(/[.+?^${}()|[\]\\/]/g, '\\$&');

const under = (path: string) => `^src/${escaped(path).replaceAll('*', '[^/]*')}${/[/*]$/.test(path) ? '' : '$'}`;

/** The package whether or not it is installed, and the module of Node with its prefix or without. */
const imported = (name: string) => `^(node_modules/)?(@types/)?${escaped(name).replace(/^node:/, '(node:)?')}(/|$)`;

const folderRules = Object.entries(folders).flatMap(([folder, { modules, types }]): IForbiddenRuleType[] => [
  {
    name: `${folder}-imports`,
    comment: `src/${folder} imports nothing of src but itself and what its row allows.`,
    severity: 'error',
    from: { path: `^src/${folder}/` },
    to: { path: '^src/', pathNot: [`^src/${folder}/`, ...modules.map(under), ...types.map(under)] },
  },
  ...types.map(
    (path): IForbiddenRuleType => ({
      name: `${folder}-imports-types-of-${path}`,
      comment: `src/${folder} imports src/${path} for its types only.`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: under(path), pathNot: [`^src/${folder}/`, ...modules.map(under)], dependencyTypesNot: ['type-only'] },
    }),
  ),
]);

const confinedRules = Object.entries(confined).map(
  ([name, places]): IForbiddenRuleType => ({
    name: `${name}-in-its-place`,
    comment: `${name} is imported nowhere but in ${places.join(', ')}.`,
    severity: 'error',
    from: { path: '^src/', pathNot: places.map(under) },
    to: { path: imported(name) },
  }),
);

/** The architecture as rules over src. `test/architecture/imports.spec.ts` applies them and shows that each bites. */
export const rules: IForbiddenRuleType[] = [
  ...folderRules,
  ...confinedRules,
  {
    name: 'domain-is-pure',
    comment: 'The domain imports neither Node nor a package: it has no clock, no chance, no input and no output.',
    severity: 'error',
    from: { path: '^src/domain/' },
    to: { pathNot: '^src/' },
  },
  {
    name: 'program-alone',
    comment: 'The program stands without its tests and scripts.',
    severity: 'error',
    from: { path: '^src/' },
    to: { path: '^(test|scripts|dist)/' },
  },
  {
    name: 'folder-has-its-row',
    comment: 'Every folder of src says what it may import.',
    severity: 'error',
    from: { path: '^src/' },
    to: { path: '^src/[^/]+/', pathNot: Object.keys(folders).map((folder) => `^src/${folder}/`) },
  },
  {
    name: 'traces-when-asked',
    comment: 'OpenTelemetry is loaded where a collector is set, and nowhere else: it is large, and mostly not wanted.',
    severity: 'error',
    from: { path: '^src/' },
    to: { path: '^src/tracing/open-telemetry\\.ts$', dynamic: false },
  },
  {
    name: 'no-circle',
    comment: 'Modules that import one another cannot be understood, or tested, one at a time.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'declared',
    comment: 'What the program imports is a dependency in package.json, so that it is there in production.',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/client/generated/' },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
  },
];

/** For the command line: `depcruise --config scripts/config/import-rules.ts src`. */
export default {
  forbidden: rules,
  options: {
    doNotFollow: { path: 'node_modules' },
    // An import of a type is an import too.
    tsPreCompilationDeps: true,
    // ESM packages are found by their exports.
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
} satisfies IConfiguration;
