import { fileURLToPath } from 'node:url';
import graphql from '@graphql-eslint/eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import typescript from 'typescript-eslint';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** One syntax that is not allowed, and what to do instead. */
const assertionThroughUnknown = {
  selector: 'TSAsExpression > TSAsExpression > TSUnknownKeyword',
  message: 'Narrow or parse the value instead of asserting through unknown.',
};

const clock = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'The time is an argument here: a replay must give the same state for ever.',
  },
  {
    selector: 'CallExpression[callee.type="Identifier"][callee.name="Date"]',
    message: 'The time is an argument here: a replay must give the same state for ever.',
  },
];
const clockAndChance = [
  { object: 'Date', property: 'now', message: 'The time is an argument here.' },
  { object: 'performance', property: 'now', message: 'The time is an argument here.' },
  { object: 'Math', property: 'random', message: 'Randomness is an argument here, and comes from node:crypto.' },
];

const environment = { object: 'process', property: 'env', message: 'src/config.ts is the only reader of process.env.' };

const skippedTests = {
  selector:
    'MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(skip|skipIf|runIf|only|todo|fails)$/]',
  message: 'Every test runs, always.',
};
const mockedModules = ['mock', 'doMock', 'hoisted', 'stubGlobal', 'stubEnv'].map((property) => ({
  object: 'vi',
  property,
  message: 'Every port has a memory adapter: pass that instead of mocking a module.',
}));

const abbreviations = 'acc arr cb cfg ctx cur el err evt fn idx msg num obj opts req res str tmp val'.split(' ');

const graphqlLanguage = {
  parser: graphql.parser,
  parserOptions: {
    graphQLConfig: { schema: 'schema/schema.graphql', documents: 'schema/operations/**/*.graphql' },
  },
};

/** `{ selector, message }` of every syntax that is refused, given those of the folder. */
const refuse = (...folder) => ['error', assertionThroughUnknown, ...folder];

export default defineConfig([
  globalIgnores(['dist/', 'coverage/', 'node_modules/', 'data/', 'src/client/generated/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },

  {
    name: 'sallyport/typescript',
    files: ['{src,scripts,test}/**/*.ts'],
    extends: [typescript.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: root } },
    rules: {
      'max-lines': ['error', { max: 250 }],
      'no-restricted-syntax': refuse(),
      'id-denylist': ['error', ...abbreviations],
      eqeqeq: 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { minimumDescriptionLength: 10 }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/max-params': ['error', { max: 4 }],
      '@typescript-eslint/naming-convention': [
        'error',
        { selector: 'typeLike', format: ['PascalCase'] },
        {
          selector: 'interface',
          format: ['PascalCase'],
          custom: { regex: '^I[A-Z]', match: false },
        },
      ],
      // A union's switch names every member and has no default, so that a new member is a compile error.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        {
          allowDefaultCaseForExhaustiveSwitch: false,
          considerDefaultExhaustiveForUnions: false,
          requireDefaultForNonUnion: true,
        },
      ],
      // A port is asynchronous also where its memory adapter has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // An event without data is `{}`.
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      // A string is spread to its code points on purpose: that is how characters of a password are counted.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // A port's caller says what it reads.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // What createX returns is no class: its functions have no `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      // GraphQL's object types are classes, also those without a method.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
    },
  },
  {
    name: 'sallyport/source',
    files: ['src/**/*.ts'],
    ignores: ['src/config.ts'],
    rules: {
      'no-restricted-properties': ['error', environment],
      'no-restricted-imports': ['error', { name: 'node:process', importNames: ['env'], message: environment.message }],
    },
  },
  {
    name: 'sallyport/graphql',
    files: ['src/graphql/**/*.ts'],
    rules: {
      // A resolver returns plain data: its object type's class only carries the schema.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  {
    name: 'sallyport/pure',
    files: ['src/{domain,application}/**/*.ts'],
    rules: {
      'no-restricted-syntax': refuse(...clock),
      'no-restricted-properties': ['error', environment, ...clockAndChance],
    },
  },
  {
    name: 'sallyport/tests',
    files: ['test/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 400 }],
      'no-restricted-syntax': refuse(skippedTests),
      'no-restricted-properties': ['error', ...mockedModules],
      // A test that is wrong about a value being there fails by it.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Matchers like expect.any(String) are of type any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // An alphabet is spread to its letters.
      '@typescript-eslint/no-misused-spread': 'off',
    },
  },

  {
    name: 'sallyport/schema',
    files: ['schema/schema.graphql'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: graphqlLanguage,
    rules: {
      '@graphql-eslint/no-unreachable-types': 'error',
      '@graphql-eslint/require-deprecation-reason': 'error',
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          FieldDefinition: true,
          EnumValueDefinition: true,
          InputValueDefinition: true,
          // A field's description says what its arguments are.
          ignoredSelectors: ['FieldDefinition > InputValueDefinition'],
        },
      ],
    },
  },
  {
    name: 'sallyport/operations',
    files: ['schema/operations/**/*.graphql'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: graphqlLanguage,
    rules: {
      ...graphql.configs['flat/operations-recommended'].rules,
      // There is no client-side cache that would need every id.
      '@graphql-eslint/require-selections': 'off',
    },
  },
]);
