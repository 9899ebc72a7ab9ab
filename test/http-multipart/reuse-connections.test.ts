import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSamplePdf } from '../storage/sample-files.ts';
import {
  answerTo,
  createConnection,
  cutOff,
  end,
  mapOne,
  nextPart,
  openUpload,
  part,
  storeOne,
} from './multipart-client.ts';
import { limits, startUploadServer, type UploadServer } from './upload-server.ts';

let server: UploadServer;

beforeEach(async () => {
  server = await startUploadServer({ drainMilliseconds: 200 });
});
afterEach(() => server.close());

const file = part('0', createSamplePdf(100_000), 'a.pdf');
const head = Buffer.concat([part('operations', storeOne), part('map', mapOne), nextPart]);
const rest = Buffer.concat([file, end]).subarray(nextPart.length);

describe('with nothing left on the disk', () => {
  test('100 uploads by nobody are answered 401 over one connection', async () => {
    const { agent, sockets } = createConnection();
    for (let count = 0; count < 100; count += 1) {
      const upload = openUpload(server.url, { authorization: '' }, agent);
      const answer = answerTo(upload);
      upload.end(Buffer.concat([head, rest]));
      expect((await answer).status).toBe(401);
    }
    expect(await server.temporaryFiles()).toEqual([]);
    expect(sockets.size).toBe(1);
    agent.destroy();
  });

  test('100 uploads are answered that fail validation before their file has come', async () => {
    const { agent, sockets } = createConnection();
    const unknownField = { query: 'mutation ($file: Upload!) { nothing(file: $file) }', variables: { file: null } };
    for (let count = 0; count < 100; count += 1) {
      const upload = openUpload(server.url, {}, agent);
      const [answer, answered] = [answerTo(upload), once(server.events, 'answered')];
      upload.write(Buffer.concat([part('operations', unknownField), part('map', mapOne), nextPart]));
      await answered;
      upload.end(rest);
      expect(await answer).toMatchObject({ status: 400, codes: ['GRAPHQL_VALIDATION_FAILED'] });
    }
    expect(sockets.size).toBe(1);
    agent.destroy();
  });

  test('100 uploads out of order are answered, and one in order after them', async () => {
    const { agent, sockets } = createConnection();
    for (let count = 0; count < 100; count += 1) {
      const upload = openUpload(server.url, {}, agent);
      const answer = answerTo(upload);
      upload.end(Buffer.concat([file, head, rest]));
      expect((await answer).status).toBe(400);
    }
    const upload = openUpload(server.url, {}, agent);
    const answer = answerTo(upload);
    upload.end(Buffer.concat([head, rest]));
    expect((await answer).data).toMatchObject({ store: { bytes: 100_000 } });
    expect(sockets.size).toBe(1);
    agent.destroy();
  });

  test('100 uploads are answered whose files are still being read when their answer is ready', async () => {
    const { agent, sockets } = createConnection();
    const query = 'mutation ($files: [Upload!]!) { ignoreLate(files: $files) }';
    const operations = { query, variables: { files: [null, null, null] } };
    const map = { 0: ['variables.files.0'], 1: ['variables.files.1'], 2: ['variables.files.2'] };
    const files = ['0', '1', '2'].map((key) => part(key, createSamplePdf(200_000), 'a.pdf'));
    for (let count = 0; count < 100; count += 1) {
      server.gate = once(server.events, 'arrived');
      const upload = openUpload(server.url, {}, agent);
      const answer = answerTo(upload);
      upload.end(Buffer.concat([part('operations', operations), part('map', map), ...files, end]));
      expect((await answer).data).toEqual({ ignoreLate: true });
    }
    expect(sockets.size).toBe(1);
    agent.destroy();
  });

  test('40 uploads at once are answered, each by its own', async () => {
    const answers = Array.from({ length: 40 }, async (_, index) => {
      const upload = openUpload(server.url, index % 2 === 0 ? {} : { authorization: '' });
      const answer = answerTo(upload);
      upload.write(head);
      upload.end(rest);
      return (await answer).status;
    });
    expect(await Promise.all(answers)).toEqual(Array.from({ length: 20 }, () => [200, 401]).flat());
  });

  test('100 clients that hang up in the middle of their file are forgotten', async () => {
    for (let count = 0; count < 100; count += 1) {
      const refused = once(server.events, 'refused');
      const upload = openUpload(server.url);
      upload.write(Buffer.concat([head, rest.subarray(0, 50_000)]));
      await vi.waitFor(async () => expect(await server.temporaryFiles()).toHaveLength(2), { interval: 2 });
      upload.destroy();
      await refused;
      await vi.waitFor(async () => expect(await server.temporaryFiles()).toEqual([]), { interval: 2 });
    }
  });
});

test('a client that hangs up while its sign-in is checked is forgotten', async () => {
  const checking = Promise.withResolvers<void>();
  const checked = Promise.withResolvers<boolean>();
  const other = await startUploadServer({
    isSignedIn: () => {
      checking.resolve();
      return checked.promise;
    },
  });
  const [closed, answered] = [once(other.events, 'closed'), once(other.events, 'answered')];
  const upload = openUpload(other.url);
  upload.write(head);
  await checking.promise;
  upload.destroy();
  await closed;
  checked.resolve(true);
  await expect(answered).resolves.toEqual([]);
  await other.close();
});

describe('a client that goes on sending what nobody wants', () => {
  test('is answered after a while, for the last time on its connection', async () => {
    const upload = openUpload(server.url, { authorization: '' });
    upload.write(head);
    expect(await answerTo(upload)).toMatchObject({ status: 401, headers: { connection: 'close' } });
  });

  test('is answered after a while when its file had begun, and the file is gone', async () => {
    const ignore = { query: 'mutation ($file: Upload!) { ignore(file: $file) }', variables: { file: null } };
    const upload = openUpload(server.url);
    upload.write(Buffer.concat([part('operations', ignore), part('map', mapOne), file.subarray(0, 50_000)]));
    const answer = await answerTo(upload);
    expect(answer).toMatchObject({ status: 200, data: { ignore: true }, headers: { connection: 'close' } });
  });

  test('is cut off when it sends much more than a request may hold', async () => {
    const upload = openUpload(server.url, { authorization: '' });
    upload.write(Buffer.alloc(3 * limits.maxBodyBytes));
    expect(await cutOff(upload)).toBe('cut off');
  });

  test('is answered at once when it announces much more than a request may hold', async () => {
    const upload = openUpload(server.url, { 'content-length': 10 * limits.maxBodyBytes });
    upload.flushHeaders();
    expect(await answerTo(upload)).toMatchObject({ codes: ['PAYLOAD_TOO_LARGE'], headers: { connection: 'close' } });
  });
});
