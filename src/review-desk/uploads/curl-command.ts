/** A short operation that takes a file in its variable `$file`. */
export const UPLOAD_EXAMPLE =
  'mutation ($verification: ID!, $file: Upload!) { uploadMaterial(input: { verification: $verification, ' +
  'kind: BANK_STATEMENT, file: $file }) { __typename ... on Problem { message } } }';

/** A curl command that sends the example with a file to the server at `origin`. */
export function curlCommand(origin: string): string {
  const operations = JSON.stringify({ query: UPLOAD_EXAMPLE, variables: { verification: 'ID', file: null } });
  return [
    `curl ${origin}/graphql`,
    "-H 'authorization: Bearer TOKEN'",
    "-H 'apollo-require-preflight: true'",
    `-F operations='${operations}'`,
    `-F map='{"0":["variables.file"]}'`,
    '-F 0=@statement.pdf',
  ].join(' \\\n  ');
}
