import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSamplePdf } from '../storage/sample-files.ts';
import {
  type Answer,
  answerTo,
  end,
  mapOne,
  nextPart,
  openUpload,
  part,
  postParts,
  storeOne,
} from './multipart-client.ts';
import { limits, startUploadServer, type UploadServer } from './upload-server.ts';

let server: UploadServer;
const resolving = vi.fn<() => void>();

beforeEach(async () => {
  resolving.mockReset();
  server = await startUploadServer();
  server.events.on('resolving', resolving);
});
afterEach(() => server.close());

const file = part('0', createSamplePdf(100_000), 'a.pdf');
const whole = [part('operations', storeOne), part('map', mapOne), file, end];
const withMap = (map: string | object, operations: string | object = storeOne): Buffer[] => [
  part('operations', operations),
  part('map', map),
  file,
  end,
];

const outcome = ({ status, codes, data }: Answer): object => ({
  status,
  codes,
  data,
  resolved: resolving.mock.calls.length,
});
const refusedAs = (status: number, code: string): object => ({ status, codes: [code], data: null, resolved: 0 });

describe('before anything is kept, a request is refused', () => {
  test.each([{ authorization: '' }, { authorization: 'Bearer somebody' }])(
    'when nobody is signed in (%o)',
    async (headers) => {
      expect(outcome(await postParts(server.url, whole, headers))).toEqual(refusedAs(401, 'UNAUTHENTICATED'));
    },
  );

  test('when a page of another site could have sent it', async () => {
    const answer = await postParts(server.url, whole, { 'apollo-require-preflight': '' });
    expect(outcome(answer)).toEqual(refusedAs(400, 'BAD_REQUEST'));
  });

  test('but not when it names its operation, which needs a preflight too', async () => {
    const headers = { 'apollo-require-preflight': '', 'x-apollo-operation-name': 'Store' };
    expect((await postParts(server.url, whole, headers)).data).toMatchObject({ store: { bytes: 100_000 } });
  });

  test('when it says itself that it is too large', async () => {
    const bytes = Buffer.concat(whole).length;
    const padding = Buffer.alloc(limits.maxBodyBytes + 1 - bytes);
    const answer = await postParts(server.url, [...whole, padding], { 'content-length': limits.maxBodyBytes + 1 });
    expect(outcome(answer)).toEqual(refusedAs(413, 'PAYLOAD_TOO_LARGE'));
  });

  test('when it turns out too large', async () => {
    const upload = openUpload(server.url);
    const answer = answerTo(upload);
    upload.write(Buffer.alloc(limits.maxBodyBytes));
    upload.end(Buffer.concat(whole));
    expect(outcome(await answer)).toEqual(refusedAs(413, 'PAYLOAD_TOO_LARGE'));
  });
});

const segments = (count: number): string => `variables${'.a'.repeat(count - 1)}`;

describe('a path of map is refused', () => {
  test('with 100,000 segments, at once, and the server goes on', async () => {
    const answer = await postParts(server.url, withMap({ 0: [segments(100_000)] }));
    expect(outcome(answer)).toEqual(refusedAs(413, 'PAYLOAD_TOO_LARGE'));
    expect((await postParts(server.url, whole)).status).toBe(200);
  });

  test.each([
    ['of 2,000 segments', segments(2000)],
    ['of six segments', segments(6)],
    ['outside of variables', 'query'],
    ['that is variables as a whole', 'variables'],
    ['to a prototype', 'variables.__proto__.polluted'],
    ['to a prototype by a constructor', 'variables.constructor.prototype.polluted'],
    ['that operations has not declared', 'variables.other'],
    ['to what is not null', 'variables.name'],
    ['below what is not an object', 'variables.name.first'],
    ['to an array that is not there', 'variables.files.999999999'],
    ['to the length of a list', 'variables.list.length'],
    ['with an empty segment', 'variables..file'],
    ['with brackets', 'variables[file]'],
    ['of a batch', '0.variables.file'],
  ])('%s', async (_, path) => {
    const operations = { ...storeOne, variables: { file: null, name: 'x', list: [null], files: null } };
    const answer = await postParts(server.url, withMap({ 0: [path] }, operations));
    expect(outcome(answer)).toEqual(refusedAs(400, 'BAD_MULTIPART_REQUEST'));
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('by the name of a prototype, also where JSON has made it a property', async () => {
    const operations = '{"query":"{ ping }","variables":{"__proto__":{"polluted":null},"file":null}}';
    const answer = await postParts(server.url, withMap({ 0: ['variables.__proto__.polluted'] }, operations));
    expect(outcome(answer)).toEqual(refusedAs(400, 'BAD_MULTIPART_REQUEST'));
  });

  test('also under a file key that some readers of JSON leave out', async () => {
    const answer = await postParts(server.url, withMap(`{"__proto__":["${segments(2000)}"]}`));
    expect(outcome(answer)).toEqual(refusedAs(400, 'BAD_MULTIPART_REQUEST'));
  });
});

describe('a map is refused', () => {
  test.each([
    ['that is no JSON', '{'],
    ['that is a list', '[["variables.file"]]'],
    ['that is null', 'null'],
    ['whose paths are no list', '{"0":"variables.file"}'],
    ['whose list is empty', '{"0":[]}'],
    ['whose path is a number', '{"0":[0]}'],
    ['that names one path for two files', '{"0":["variables.file"],"1":["variables.file"]}'],
  ])('%s', async (_, map) => {
    const answer = await postParts(server.url, withMap(map));
    expect(outcome(answer)).toEqual(refusedAs(400, 'BAD_MULTIPART_REQUEST'));
  });

  test('that names more files than are accepted', async () => {
    const files = Array.from({ length: limits.maxFiles + 1 }, () => null);
    const map = Object.fromEntries(files.map((_, index) => [index, [`variables.files.${index}`]]));
    const operations = {
      query: 'mutation ($files: [Upload!]!) { storeAll(files: $files) { key } }',
      variables: { files },
    };
    const answer = await postParts(server.url, withMap(map, operations));
    expect(outcome(answer)).toEqual(refusedAs(400, 'BAD_MULTIPART_REQUEST'));
  });
});

describe('a body is refused', () => {
  test.each([
    ['whose file comes before its operations', [file, part('operations', storeOne), part('map', mapOne), end]],
    ['whose file comes before its map', [part('operations', storeOne), file, part('map', mapOne), end]],
    ['whose map comes before its operations', [part('map', mapOne), part('operations', storeOne), file, end]],
    ['with two operations', [part('operations', storeOne), ...whole]],
    ['with a field that it should not have', [part('operations', storeOne), part('extra', '1'), ...whole.slice(1)]],
    ['without a map', [part('operations', storeOne), end]],
    ['without operations', [end]],
    ['whose operations are a batch', withMap(mapOne, [storeOne, storeOne])],
    ['whose operations are a word', withMap(mapOne, '"query"')],
    ['whose operations are no JSON', withMap(mapOne, '{"query":')],
    ['that ends before its map', [part('operations', storeOne), part('map', mapOne).subarray(0, 90)]],
    ['that is empty', []],
    ['that is no multipart', [Buffer.from(JSON.stringify(storeOne))]],
  ])('%s', async (_, parts) => {
    expect(outcome(await postParts(server.url, parts))).toEqual(refusedAs(400, 'BAD_MULTIPART_REQUEST'));
  });

  test('whose Content-Type has no boundary', async () => {
    const answer = await postParts(server.url, whole, { 'content-type': 'multipart/form-data' });
    expect(outcome(answer)).toEqual(refusedAs(400, 'BAD_MULTIPART_REQUEST'));
  });

  test('whose operations are larger than the limit', async () => {
    const operations = { ...storeOne, query: storeOne.query.padEnd(limits.maxFieldBytes) };
    const answer = await postParts(server.url, withMap(mapOne, operations));
    expect(outcome(answer)).toEqual(refusedAs(413, 'PAYLOAD_TOO_LARGE'));
  });

  test('with very many parts that are no fields', async () => {
    const foreign = Buffer.concat([nextPart, Buffer.from('\r\nContent-Disposition: attachment\r\n\r\n\r\n')]);
    const answer = await postParts(server.url, [...Array.from({ length: 10_000 }, () => foreign), ...whole]);
    expect(outcome(answer)).toEqual(refusedAs(400, 'BAD_MULTIPART_REQUEST'));
  });

  test('with an answer that is JSON', async () => {
    const { headers, errors } = await postParts(server.url, []);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(errors).toEqual([{ message: expect.any(String), extensions: { code: 'BAD_MULTIPART_REQUEST' } }]);
  });

  test('on a route that takes no files', async () => {
    const body = new FormData();
    body.append('operations', '{}');
    const response = await fetch(`${server.url}/elsewhere`, { method: 'POST', body });
    expect(response.status).toBe(415);
  });
});
