import { EventEmitter } from 'node:events';
import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { fastify } from 'fastify';
import { expect, vi } from 'vitest';
import GraphQLUpload from 'graphql-upload/GraphQLUpload.mjs';
import {
  type MultipartUploadOptions,
  registerMultipartUploads,
} from '../../src/http/multipart/register-multipart-uploads.ts';
import { useUploadSpool } from '../../src/http/multipart/use-upload-spool.ts';
import { MaterialBrokenError } from '../../src/storage/material-file-error.ts';
import { createMaterialStorage, type MaterialStorage } from '../../src/storage/material-storage.ts';
import { type ArrivingFile, readUpload, readUploadName } from '../../src/storage/read-upload.ts';

/** Sizes that the tests are written against. */
export const limits = { maxFileBytes: 500_000, maxFiles: 3, maxFieldBytes: 8192, maxBodyBytes: 2_000_000 };

/** What happens in the server, for tests to wait for. */
interface ServerEvents {
  /** A request's body has been read to its end. */
  arrived: [];
  /** A request's connection is gone. */
  closed: [];
  /** A resolver has been entered. */
  resolving: [];
  /** An answer is ready; the rest of the request's body may still be on its way. */
  answered: [];
  /** A file could not be stored. */
  refused: [code: string, reason: string | undefined];
}

/** A server that takes uploads and keeps them, as the real one does, with nothing else around it. */
export interface UploadServer {
  readonly url: string;
  readonly storage: MaterialStorage;
  readonly events: EventEmitter<ServerEvents>;
  /** The resolvers whose names end in Late wait for this first. */
  gate: Promise<unknown>;
  /** Ends the server. Throws when a temporary file or a descriptor stays, a second after the last request. */
  close(): Promise<void>;
  /** The names of everything in the spool and in the storage's incoming folder. */
  temporaryFiles(): Promise<string[]>;
  /** How many descriptors of this process point into those folders; 0 where that can't be seen. */
  openDescriptors(): Promise<number>;
}

const typeDefs = `
  scalar Upload
  type StoredFile { name: String! key: String! bytes: Int! sha256: String! mediaType: String! }
  type Query { ping: String! }
  input StoreInput { file: Upload! }
  type Mutation {
    store(input: StoreInput!): StoredFile!
    storeLate(file: Upload!): StoredFile!
    storeAll(files: [Upload!]!): [StoredFile!]!
    ignore(file: Upload!): Boolean!
    ignoreLate(files: [Upload!]!): Boolean!
  }
`;

/** Starts the server on a free loopback port. A request is signed in when its Authorization is "Bearer buyer". */
export async function startUploadServer(options: Partial<MultipartUploadOptions> = {}): Promise<UploadServer> {
  const former = process.env['TMPDIR'];
  const directory = await mkdtemp(join(tmpdir(), 'uploads-'));
  const spool = join(directory, 'spool');
  await useUploadSpool(spool);
  const storage = createMaterialStorage({ kind: 'disk', directory });
  const events = new EventEmitter<ServerEvents>();

  const keep = async (file: ArrivingFile): Promise<object> => {
    try {
      return {
        name: await readUploadName(file),
        ...(await storage.store(readUpload(file), { maxBytes: limits.maxFileBytes, fileKey: null })),
      };
    } catch (error) {
      const code = error instanceof Error ? error.name : 'UNKNOWN';
      const reason = error instanceof MaterialBrokenError ? error.reason : undefined;
      events.emit('refused', code, reason);
      throw Object.assign(new Error(code, { cause: error }), { extensions: { code, reason } });
    }
  };
  const entered = <Value>(value: Value): Value => {
    events.emit('resolving');
    return value;
  };
  const resolvers = {
    Upload: GraphQLUpload,
    Query: { ping: () => 'pong' },
    Mutation: {
      store: (_: unknown, { input }: { input: { file: ArrivingFile } }) => entered(keep(input.file)),
      storeLate: async (_: unknown, { file }: { file: ArrivingFile }) => {
        entered(await server.gate);
        return keep(file);
      },
      storeAll: (_: unknown, { files }: { files: ArrivingFile[] }) => entered(Promise.all(files.map(keep))),
      ignore: () => entered(true),
      ignoreLate: async () => {
        await server.gate;
        return true;
      },
    },
  };

  const apollo = new ApolloServer({ schema: makeExecutableSchema({ typeDefs, resolvers }), csrfPrevention: true });
  await apollo.start();
  const app = fastify({ forceCloseConnections: true });
  app.addHook('onRequest', async ({ raw }) => {
    raw.once('end', () => events.emit('arrived')).once('close', () => events.emit('closed'));
  });
  app.addHook('onSend', async (_request, _reply, payload) => {
    events.emit('answered');
    return payload;
  });
  registerMultipartUploads(app, {
    path: '/graphql',
    ...limits,
    isSignedIn: async ({ headers }) => headers.authorization === 'Bearer buyer',
    temporaryDirectory: spool,
    ...options,
  });
  app.post('/graphql', fastifyApolloHandler(apollo));
  app.post('/elsewhere', async () => 'ok');

  const server: UploadServer = {
    url: await app.listen({ port: 0, host: '127.0.0.1' }),
    storage,
    events,
    gate: Promise.resolve(),
    async temporaryFiles() {
      return [...(await readdir(spool)), ...(await readdir(join(directory, 'incoming')))];
    },
    async openDescriptors() {
      const descriptors = await readdir('/proc/self/fd').catch(() => []);
      const targets = await Promise.all(descriptors.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')));
      return targets.filter((target) => target.startsWith(directory)).length;
    },
    async close() {
      await vi.waitFor(() => expectNothingLeft(server));
      await app.close();
      await apollo.stop();
      if (former === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = former;
      await rm(directory, { recursive: true });
    },
  };
  return server;
}

async function expectNothingLeft(server: UploadServer): Promise<void> {
  expect(await server.temporaryFiles()).toEqual([]);
  expect(await server.openDescriptors()).toBe(0);
}
