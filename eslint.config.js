// ESLint reads GraphQL only: the contract and the shipped operations. TypeScript is oxlint's.
import graphql from '@graphql-eslint/eslint-plugin';

export default [
  {
    files: ['schema.graphql', 'operations/**/*.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: {
        graphQLConfig: { schema: './schema.graphql', documents: './operations/**/*.graphql' },
      },
    },
    plugins: { '@graphql-eslint': graphql },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  {
    files: ['schema.graphql'],
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      '@graphql-eslint/input-name': ['error', { checkInputType: true, caseSensitiveInputType: false }],
      '@graphql-eslint/no-scalar-result-type-on-mutation': 'error',
      '@graphql-eslint/require-deprecation-date': 'error',
      '@graphql-eslint/require-nullable-fields-with-oneof': 'error',
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          rootField: true,
          DirectiveDefinition: true,
          EnumValueDefinition: true,
          FieldDefinition: true,
          InputValueDefinition: true,
        },
      ],
      // Every description here is one line.
      '@graphql-eslint/description-style': ['error', { style: 'inline' }],
      // Lists are read forwards only: nobody pages back through a queue that moves.
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      // Short lists that a policy or an identity bounds (stages, chances, requirements) are plain lists, and what has an id
      // is fetched by a query of its own instead of by Relay's `node`.
      '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false }],
      // Only what can be fetched again has an id. Answers, parts and policy (`Chances`, `Money`, `Stage`) don't.
      '@graphql-eslint/strict-id-in-types': 'off',
      // It takes `Member.membership` for a repetition; membership is a word of the domain.
      '@graphql-eslint/no-typename-prefix': 'off',
    },
  },
  {
    files: ['operations/**/*.graphql'],
    rules: {
      ...graphql.configs['flat/operations-recommended'].rules,
      '@graphql-eslint/lone-executable-definition': 'error',
      '@graphql-eslint/match-document-filename': [
        'error',
        { fileExtension: '.graphql', query: 'kebab-case', mutation: 'kebab-case', subscription: 'kebab-case' },
      ],
      // Deeper than usual for the page of a material that another one resembles; the server stops at 14.
      '@graphql-eslint/selection-set-depth': ['error', { maxDepth: 9 }],
      // People read these answers; no cache needs an id in them.
      '@graphql-eslint/require-selections': 'off',
    },
  },
];
