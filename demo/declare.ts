import type { Buyer } from './buyer.ts';
import type { IdentitySample } from './identities.ts';
import { declareIdentity } from './operations/verify.ts';
import type { Transcript } from './transcript.ts';

/** A buyer says who it is. */
export async function declare(transcript: Transcript, { client }: Buyer, identity: IdentitySample): Promise<void> {
  const { member } = await client.act(declareIdentity, { identity });
  const information = Object.values(identity).flatMap((fields) => Object.values(fields));
  const text = information.map((value) => String(value).replaceAll('\n', ', ')).join(' · ');
  transcript.line('buyer', `declares: ${member.identityType}, ${text}`);
}
