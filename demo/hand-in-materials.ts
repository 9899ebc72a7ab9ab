import type { Buyer } from './buyer.ts';
import { beginVerification, uploadMaterial } from './operations/verify.ts';
import { submitMaterials } from './operations/submit.ts';
import { DemoError } from './demo-error.ts';
import { goodFiles, readSampleFile } from './sample-file.ts';
import { sayPromise } from './say-promise.ts';
import type { Transcript } from './transcript.ts';

/** What a buyer hands in. */
export interface HandIn {
  readonly stage: string;
  /** What to hand in instead of the good file of a kind. */
  readonly instead?: Readonly<Record<string, string>>;
}

/**
 * A buyer begins a verification by MATERIALS, tries to submit it too early, hands in a file for each kind that is still
 * unmet, and submits it. Returns the verification's id.
 */
export async function handInMaterials(
  transcript: Transcript,
  { client }: Buyer,
  { stage, instead = {} }: HandIn,
): Promise<string> {
  const begun = await client.act(beginVerification, { stage, method: 'MATERIALS' });
  const { id: verification, stage: towards, requirements } = begun.verification;
  transcript.line('buyer', `begins a verification by MATERIALS towards ${towards.name}`);
  for (const { materials } of requirements) {
    for (const kept of materials) transcript.line('server', `keeps ${kept.fileName}: the review before accepted it`);
  }
  const problem = await client.beRefused(submitMaterials, { verification }, 'RequirementsUnmet');
  transcript.line('server', `${problem.type}: ${problem.message}`);
  for (const { requirement } of requirements.filter((one) => !one.met)) {
    const { kind } = requirement;
    const file = await readSampleFile(instead[kind] ?? goodFiles[kind] ?? unknownKind(kind));
    const { material } = await client.act(uploadMaterial, { verification, kind }, file);
    const size = `${material.mediaType}, ${Math.ceil(material.bytes / 1024)} KB`;
    transcript.line('buyer', `hands in ${material.fileName} (${size}) as ${material.kind}`);
  }
  sayPromise(transcript, 'MATERIALS', await client.act(submitMaterials, { verification }));
  return verification;
}

function unknownKind(kind: string): never {
  throw new DemoError(`The server asks for a ${kind}, and the demo has no file of that kind.`);
}
