import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastify } from 'fastify';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { registerMultipartUploads } from '../../src/http/multipart/register-multipart-uploads.ts';
import { useUploadSpool } from '../../src/http/multipart/use-upload-spool.ts';
import { limits } from './upload-server.ts';

let parent: string;
let spool: string;

beforeEach(async () => {
  vi.stubEnv('TMPDIR', process.env['TMPDIR']);
  parent = await mkdtemp(join(tmpdir(), 'spools-'));
  spool = join(parent, 'spool');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(parent, { recursive: true });
});

test('the spool becomes the temporary folder of the process, for its owner alone', async () => {
  expect(await useUploadSpool(spool)).toBe(0);
  expect(tmpdir()).toBe(spool);
  expect((await stat(spool)).mode & 0o777).toBe(0o700);
});

test('what a killed process left in the spool is removed at the next start, and nothing else', async () => {
  await mkdir(spool, { mode: 0o755 });
  const leftover = `capacitor-${'0a'.repeat(16)}.tmp`;
  for (const name of [leftover, 'capacitor-notes.tmp', 'notes']) await writeFile(join(spool, name), 'x');

  expect(await useUploadSpool(spool)).toBe(1);

  expect(await readdir(spool)).toEqual(['capacitor-notes.tmp', 'notes']);
  expect((await stat(spool)).mode & 0o777).toBe(0o700);
});

test('an app that would spool anywhere else is not set up', () => {
  const options = { path: '/graphql', ...limits, isSignedIn: async () => true, temporaryDirectory: spool };
  expect(() => registerMultipartUploads(fastify(), options)).toThrow(/useUploadSpool/);
});
