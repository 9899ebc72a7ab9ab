import { submitMaterials } from './documents.ts';
import type { Person } from './people.ts';

/** A document that passes for one: a version first, an end mark last. */
const statement = new Blob(['%PDF-1.7\n', '% a line of nothing\n'.repeat(20), '\n%%EOF\n'], {
  type: 'application/pdf',
});

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
