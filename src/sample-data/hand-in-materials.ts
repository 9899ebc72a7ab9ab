import { beginVerification } from '../application/begin-verification.ts';
import { inspectMaterial } from '../application/inspect-material.ts';
import { submitMaterials } from '../application/submit-materials.ts';
import { uploadMaterial } from '../application/upload-material.ts';
import type { Actor } from '../domain/actor.ts';
import type { Material, MaterialKind } from '../domain/material.ts';
import type { Verification } from '../domain/verification.ts';
import type { Narrator } from './narrator.ts';
import { succeed } from './succeed.ts';

/** What a sample buyer hands in. */
export interface HandIn {
  readonly stage: string;
  readonly files: readonly { readonly kind: MaterialKind; readonly name: string }[];
  readonly moment: Date;
}

/** A buyer begins a verification by MATERIALS, hands its files in and submits them. */
export async function handInMaterials(
  narrator: Narrator,
  buyer: Actor,
  { stage, files, moment }: HandIn,
): Promise<{ readonly verification: Verification; readonly materials: readonly Material[] }> {
  const deps = narrator.at(moment);
  const begun = await succeed(beginVerification(deps, buyer, { stage, method: 'MATERIALS' }));
  const verificationId = begun.verification.id;
  const materials: Material[] = [];
  for (const { kind, name } of files) {
    const open = () => narrator.openFile(name);
    const kept = await succeed(uploadMaterial(deps, buyer, { verificationId, kind, fileName: name, open }));
    // The server that tells the stories runs no jobs yet.
    await inspectMaterial(deps, kept.material.id, new AbortController().signal);
    materials.push(kept.material);
  }
  const { verification } = await succeed(submitMaterials(deps, buyer, { verificationId }));
  return { verification, materials };
}
