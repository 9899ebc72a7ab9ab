import { submitMaterials } from './documents.ts';
import type { Person } from './people.ts';

/** A picture of one pixel: it is inspected in no time. */
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const statement = new Blob([Buffer.from(pixel, 'base64')], { type: 'image/png' });

/** Hands a draft in, once or at two servers at once. Returns whether no chance was left. */
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
  const answers = await Promise.all([client.wish(wish), ...(twice ? [client.wish(wish)] : [])]);
  return answers.some((answer) => answer?.__typename === 'ChancesExhausted');
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
