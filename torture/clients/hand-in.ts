import { setTimeout as delay } from 'node:timers/promises';
import { submitMaterials } from './documents.ts';
import type { Person } from './people.ts';

/** A picture of one pixel: it is inspected in no time. */
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const statement = new Blob([Buffer.from(pixel, 'base64')], { type: 'image/png' });

/** How long a buyer goes on handing in what is not inspected yet, and how long it waits each time, in milliseconds. */
const PATIENCE = 60_000;
const PAUSE = 500;

/** Hands a draft in, once or at two servers at once, and again while its files are still being inspected. Returns whether no chance was left. */
export async function submit(
  { client, member }: Person,
  method: 'TAX_NUMBER' | 'MATERIALS',
  verification: string,
  twice: boolean,
): Promise<boolean> {
  const wish = {
    act: { do: 'SUBMIT', member, verification, method },
    ...(method === 'MATERIALS'
      ? { operation: submitMaterials, input: { verification } }
      : { input: { verification, country: 'US', taxNumber: '12-3456789' } }),
  } as const;
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    // Each time another wish: the same one would get the same answer.
    const answers = await Promise.all([client.wish(wish), ...(twice ? [client.wish(wish)] : [])]);
    const kinds = new Set(answers.map((answer) => answer?.__typename));
    const isPending = kinds.has('InspectionPending') && !kinds.has('SubmitMaterialsSuccess');
    if (!isPending || performance.now() > deadline) return kinds.has('ChancesExhausted');
    await delay(PAUSE);
  }
}

/** Hands a file in for a draft, then the draft. Returns whether no chance was left. */
export async function handInMaterials(buyer: Person, verification: string, twice: boolean): Promise<boolean> {
  const { client, member } = buyer;
  await client.wish({
    act: { do: 'UPLOAD', member, verification },
    input: { verification, kind: 'BANK_STATEMENT', file: null },
    file: statement,
  });
  return submit(buyer, 'MATERIALS', verification, twice);
}
