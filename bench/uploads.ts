import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ask, startBenchServer } from './bench-server.ts';
import { sayQuantiles } from './quantiles.ts';

// npm run bench:uploads: many large files in a row, sealed: what the server's memory does meanwhile, and what is left on disk
// of those that broke off and those that were taken out again. Everything runs on this one machine, the client included.

const { values } = parseArgs({
  options: { uploads: { type: 'string', default: '200' }, megabytes: { type: 'string', default: '20' } },
});
const [uploads, size] = [Number(values.uploads), Number(values.megabytes) * 1024 * 1024];
/** As many as a verification may hold: at most 100 MB in all. */
const A_DRAFT = Math.max(1, Math.min(5, Math.floor((100 * 1024 * 1024) / size)));
/** One in so many breaks off in the middle. */
const BROKEN = 20;
const say = (line: string) => void process.stdout.write(`${line}\n`);

const begun = z.object({ beginVerification: z.object({ verification: z.object({ id: z.string() }) }) });
const kept = z.object({ data: z.object({ uploadMaterial: z.object({ material: z.object({ id: z.string() }) }) }) });

const server = await startBenchServer();
const file = createPdf(size);
const times: number[] = [];
const memories = [await server.memory()];
let brokenOff = 0;
let left: string[] = [];
for (let done = 0, buyers = 0; done < uploads; buyers += 1) {
  const token = await server.token(`buyer-${buyers}`, 'BUYER');
  const identity = `wholesaler: { companyName: "Bench", productCategories: "Tools" }`;
  await ask(server.url, token, `mutation { declareIdentity(input: { identity: { ${identity} } }) { __typename } }`);
  const begin = `beginVerification(input: { stage: "SILVER", method: MATERIALS })`;
  const draft = begun.parse(
    await ask(server.url, token, `mutation { ${begin} { ... on BeginVerificationSuccess { verification { id } } } }`),
  ).beginVerification.verification.id;
  const materials: string[] = [];
  for (let nth = 0; nth < A_DRAFT && done < uploads; nth += 1, done += 1) {
    if (done % BROKEN === BROKEN - 1) {
      await breakOff(token, draft);
      brokenOff += 1;
    }
    const at = performance.now();
    const response = await fetch(`${server.url}/graphql`, request(token, draft, file));
    materials.push(kept.parse(await response.json()).data.uploadMaterial.material.id);
    times.push(performance.now() - at);
    memories.push(await server.memory());
  }
  for (const material of materials) {
    // By a variable: a server keeps documents that it has parsed, and ids in them would look like a leak.
    const remove = 'mutation ($material: ID!) { removeMaterial(input: { material: $material }) { __typename } }';
    await ask(server.url, token, remove, { material });
  }
}
// What was broken off goes as soon as the server has noticed.
for (let tries = 0; tries < 50; tries += 1) {
  left = await filesLeft();
  if (left.length === 0) break;
  await new Promise((resolve) => {
    setTimeout(resolve, 100);
  });
}
const quarter = Math.floor(memories.length / 4);
const median = (of: readonly number[]) => of.toSorted((one, other) => one - other)[Math.floor(of.length / 2)] ?? 0;
say(`an upload: ${sayQuantiles(times)}`);
say(`${uploads} uploads of ${values.megabytes} MB, sealed; ${brokenOff} more broken off in the middle`);
say(`memory of the server: ${memories[0]?.toFixed(0)} MB before, ${Math.max(...memories).toFixed(0)} MB at most`);
say(
  `  first quarter ${median(memories.slice(1, quarter)).toFixed(0)} MB, last quarter ${median(memories.slice(-quarter)).toFixed(0)} MB`,
);
say(`files left when all was taken out again: ${left.length}`);
await server.close();

function request(token: string, verification: string, content: Uint8Array<ArrayBuffer>): RequestInit {
  const form = new FormData();
  const query = `mutation ($input: UploadMaterialInput!) { uploadMaterial(input: $input) { ... on UploadMaterialSuccess { material { id } } } }`;
  form.append(
    'operations',
    JSON.stringify({ query, variables: { input: { verification, kind: 'BANK_STATEMENT', file: null } } }),
  );
  form.append('map', JSON.stringify({ 0: ['variables.input.file'] }));
  form.append('0', new Blob([content]), 'statement.pdf');
  return {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'apollo-require-preflight': 'true' },
    body: form,
  };
}

/** Sends half of an upload and hangs up. */
async function breakOff(token: string, verification: string): Promise<void> {
  const whole = new Request(`${server.url}/graphql`, request(token, verification, file));
  const body = Buffer.from(await whole.arrayBuffer());
  const half = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(body.subarray(0, body.length / 2));
      controller.error(new Error('hung up'));
    },
  });
  await fetch(whole.url, { method: 'POST', headers: whole.headers, body: half, duplex: 'half' }).catch(() => undefined);
}

async function filesLeft(): Promise<string[]> {
  const folders = ['materials', 'spool'].map((name) => join(server.dataDir, name));
  const entries = await Promise.all(folders.map((path) => readdir(path, { recursive: true, withFileTypes: true })));
  return entries.flat().flatMap((entry) => (entry.isFile() ? [entry.name] : []));
}

/** A file of this length that passes for a PDF: a version first, an end mark last, comments between. */
function createPdf(bytes: number): Uint8Array<ArrayBuffer> {
  const pdf = Buffer.alloc(bytes, '% a line of nothing\n');
  pdf.write('%PDF-1.7\n', 0, 'latin1');
  pdf.write('\n%%EOF\n', bytes - 7, 'latin1');
  return Uint8Array.from(pdf);
}
