import type { Session } from '../database/database.ts';
import { exactCopiesOf, keepPrint, keepResemblances, lookAlikesOf } from '../database/stores/resemblance-store.ts';
import type { Material } from '../domain/material.ts';
import { lookupKeys } from '../domain/resemblance/lookup-keys.ts';
import { editedCopySimilarity, type Print } from '../domain/resemblance/similarity.ts';
import { tokensOf } from '../domain/resemblance/tokens-of.ts';
import type { Sealer } from '../sealing/sealer.ts';
import type { Deps } from './deps.ts';
import type { ReadPages } from './read-words.ts';

/** Compares a material with those of other members, and keeps what it resembles, for reviewers to look at. It decides nothing. The transaction compares alone. */
export async function compareMaterial(
  deps: Deps,
  session: Session,
  material: Material,
  pages: ReadPages,
): Promise<void> {
  const print = printOf(deps.sealer, pages);
  const keys = lookupKeys(print);
  await keepPrint(session, material, print, keys);
  const exact = await exactCopiesOf(session, material.memberId, material.sha256);
  const edited = (await lookAlikesOf(session, material.memberId, keys)).flatMap((candidate) => {
    const similarity = editedCopySimilarity(print, candidate);
    const isNew = similarity !== null && !exact.includes(candidate.materialId);
    return isNew ? [{ otherId: candidate.materialId, kind: 'EDITED_COPY' as const, similarity }] : [];
  });
  const copies = exact.map((otherId) => ({ otherId, kind: 'EXACT_COPY' as const, similarity: 1 }));
  await keepResemblances(session, material.id, [...copies, ...edited]);
}

function printOf(sealer: Sealer, { words, look }: ReadPages): Print {
  const tokens = tokensOf(words);
  // 64 of its bits tell tokens apart well enough, and fit what the database can index.
  const hash = (token: string) =>
    Buffer.from(sealer.fingerprint(token, 'material token'), 'base64url').readBigInt64BE();
  return { look, tokens: tokens.all.map(hash), figures: tokens.figures.map(hash) };
}
