import { buildSchema, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { findUploadSlots } from '../../src/review-desk/uploads/find-upload-slots.ts';
import { createMultipartBody } from '../../src/review-desk/uploads/multipart-body.ts';

const schema = buildSchema(`
  scalar Upload
  input Page { picture: Upload, next: Page }
  input Letter { name: String!, front: Upload!, pages: [Page!] }
  type Query { one: Int }
  type Mutation { send(letter: Letter, file: Upload, files: [Upload!]): Int }
`);

const slotsOf = (text: string, operationName?: string) =>
  findUploadSlots(schema, parse(text), operationName).map(({ path, isRequired, takesMany }) => ({
    place: path.join('.'),
    isRequired,
    takesMany,
  }));

describe('the places of an operation that take a file', () => {
  test('are its variables of the type Upload', () => {
    expect(slotsOf('mutation ($name: String, $file: Upload!) { send(file: $file) }')).toEqual([
      { place: 'file', isRequired: true, takesMany: false },
    ]);
  });

  test('are also inside an input object, where only what must be there is required', () => {
    expect(slotsOf('mutation ($letter: Letter!) { send(letter: $letter) }')).toEqual([
      { place: 'letter.front', isRequired: true, takesMany: false },
    ]);
    expect(slotsOf('mutation ($page: Page) { send }')).toEqual([
      { place: 'page.picture', isRequired: false, takesMany: false },
    ]);
  });

  test('take many where the type is a list', () => {
    expect(slotsOf('mutation ($files: [Upload!]!) { send(files: $files) }')).toEqual([
      { place: 'files', isRequired: true, takesMany: true },
    ]);
  });

  test('are those of the operation that is asked for', () => {
    const two = 'query A { one } mutation B($file: Upload) { send(file: $file) }';
    expect(slotsOf(two, 'A')).toEqual([]);
    expect(slotsOf(two, 'B')).toHaveLength(1);
  });

  test('are none for a type that the schema does not know', () => {
    expect(slotsOf('mutation ($file: Attachment!) { send }')).toEqual([]);
  });
});

function jsonPart(body: FormData, name: string): unknown {
  const part = body.get(name);
  return typeof part === 'string' ? JSON.parse(part) : undefined;
}

test('a request with files follows the multipart request specification, and keeps the variables around them', async () => {
  const body = createMultipartBody({ query: 'mutation', variables: { letter: { name: 'A' }, files: 'ignored' } }, [
    {
      slot: { path: ['letter', 'front'], isRequired: true, takesMany: false },
      files: [new File(['front'], 'front.png')],
    },
    {
      slot: { path: ['files'], isRequired: true, takesMany: true },
      files: [new File(['a'], 'a.pdf'), new File(['b'], 'b.pdf')],
    },
  ]);
  expect([...body.keys()]).toEqual(['operations', 'map', '0', '1', '2']);
  expect(jsonPart(body, 'operations')).toEqual({
    query: 'mutation',
    variables: { letter: { name: 'A', front: null }, files: [null, null] },
  });
  expect(jsonPart(body, 'map')).toEqual({
    0: ['variables.letter.front'],
    1: ['variables.files.0'],
    2: ['variables.files.1'],
  });
  const last = body.get('2');
  expect(last instanceof File && [last.name, await last.text()]).toEqual(['b.pdf', 'b']);
});
