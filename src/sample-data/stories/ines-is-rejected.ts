import { claimVerification } from '../../application/claim-verification.ts';
import { declareIdentity } from '../../application/declare-identity.ts';
import { rejectVerification } from '../../application/reject-verification.ts';
import { handInMaterials } from '../hand-in-materials.ts';
import type { Narrator } from '../narrator.ts';
import { succeed } from '../succeed.ts';

/** Inés, an influencer, handed in a screenshot that ends above the number of followers, and was told so. */
export async function inesIsRejected(narrator: Narrator): Promise<void> {
  const { past, at, signIn, stagesBy } = narrator;
  const [stage] = stagesBy('MATERIALS');
  const handedIn = past.workingDaysAgo(15, 17);
  const ines = await signIn('ines', handedIn);
  const information = {
    account: '@sample.daily',
    platform: 'Instagram',
    profileLink: 'https://social.example/sample.daily',
    followerCount: 48_210,
  };
  await succeed(declareIdentity(at(handedIn), ines, { type: 'INFLUENCER', information }));
  if (stage === undefined) return;
  const { verification, materials } = await handInMaterials(narrator, ines, {
    stage: stage.code,
    files: [{ kind: 'SOCIAL_MEDIA_SCREENSHOT', name: 'social-media-homepage-cut-off.png' }],
    moment: handedIn,
  });

  const decided = at(past.workingDaysAgo(12, 10));
  const reviewer = await signIn('reviewer', decided.now());
  const { id: verificationId, version } = verification;
  const materialId = materials[0]?.id ?? null;
  await succeed(claimVerification(decided, reviewer, { verificationId, filter: {} }));
  const reasons = [
    { code: 'FOLLOWER_COUNT_MISSING', materialId, note: 'The picture ends right above the counts.' },
    { code: 'MATERIAL_INCOMPLETE', materialId, note: null },
  ] as const;
  const note = 'The account looks genuine: approve it once the number can be seen.';
  await succeed(rejectVerification(decided, reviewer, { verificationId, version, reasons, note }));
}
