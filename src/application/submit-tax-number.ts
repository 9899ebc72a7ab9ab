import { spendChance } from '../database/stores/chance-store.ts';
import type { Actor } from '../domain/actor.ts';
import type { Sealer } from '../sealing/sealer.ts';
import { checkTaxNumber } from '../tax-number/check-tax-number.ts';
import type { Deps } from './deps.ts';
import { handIn } from './hand-in.ts';
import { lockOwnDraft, readOwnDraft } from './own-draft.ts';
import { memberIdOf } from './person.ts';
import { chancesExhausted } from './remaining-paths.ts';

/** A tax number of a country (seed step 5). */
export interface SubmitTaxNumber {
  readonly verificationId: string;
  readonly country: string;
  readonly taxNumber: string;
}

/** What a tax number is bound to that the server sealed, before members had keys: it opens for no other verification. */
export function taxNumberContext(verificationId: string): string {
  return `tax number of verification ${verificationId}`;
}

/** By what it is seen that two members handed in the same number of a country, without keeping it. */
export function hashTaxNumber(sealer: Sealer, country: string, normalized: string): string {
  return sealer.fingerprint(`${country} ${normalized}`, 'tax number');
}

/** Hands a tax number in. Costs a chance, but none when it can't be a number of that country. Kept sealed; shown masked. */
export async function submitTaxNumber(deps: Deps, actor: Actor, input: SubmitTaxNumber) {
  const memberId = memberIdOf(actor);
  const id = input.verificationId;
  const readable = await readOwnDraft(deps.policy, deps.database.session(), memberId, id, 'TAX_NUMBER');
  if (readable.kind === 'HandedIn') return { kind: 'Success', verification: readable.verification } as const;
  if (readable.kind !== 'Draft') return readable;
  const country = input.country.trim().toUpperCase();
  const check = checkTaxNumber(country, input.taxNumber);
  if (check.verdict === 'MALFORMED') {
    return {
      kind: 'TaxNumberMalformed',
      message: `This can't be a tax number there. ${check.hint}`,
      hint: check.hint,
    } as const;
  }
  return deps.database.transaction(async (session) => {
    const draft = await lockOwnDraft(deps.policy, session, memberId, id, 'TAX_NUMBER');
    if (draft.kind === 'HandedIn') return { kind: 'Success', verification: draft.verification } as const;
    if (draft.kind !== 'Draft') return draft;
    const used = await spendChance(session, memberId, 'TAX_NUMBER', deps.policy.chances.TAX_NUMBER);
    if (used === undefined) return chancesExhausted(deps.policy, session, draft.verification);
    const verification = await handIn(deps, session, actor, draft, {
      taxCountry: country,
      taxNumber: {
        number: check.normalized,
        masked: check.masked,
        sealed: deps.sealer.seal(check.normalized, taxNumberContext(id)),
      },
      taxNumberHash: hashTaxNumber(deps.sealer, country, check.normalized),
      taxVerdict: check.verdict,
    });
    return { kind: 'Success', verification } as const;
  });
}
