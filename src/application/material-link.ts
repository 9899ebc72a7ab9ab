import type { Readable } from 'node:stream';
import { recordAct } from '../database/stores/audit-store.ts';
import { findMaterials } from '../database/stores/material-store.ts';
import type { Material } from '../domain/material.ts';
import type { Deps } from './deps.ts';

/** A link that opens a file for a short time. */
export interface MaterialLink {
  readonly url: string;
  readonly expiresAt: Date;
}

/** What stands in a link. */
export interface MaterialLinkParts {
  readonly materialId: string;
  readonly viewerId: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
  readonly signature: string;
}

const PURPOSE = 'material link';

function signedText(materialId: string, viewerId: string, expires: number): string {
  return `${materialId} ${viewerId} ${expires}`;
}

/** Makes a link for one viewer to one file; it runs out after the policy's time. */
export function createMaterialLink(deps: Deps, viewerId: string, materialId: string): MaterialLink {
  const expires = deps.now().getTime() + deps.policy.materials.linkMinutes * 60_000;
  const signature = deps.sealer.sign(signedText(materialId, viewerId, expires), PURPOSE);
  const query = new URLSearchParams({ viewer: viewerId, expires: String(expires), signature });
  return { url: `${deps.publicUrl}/materials/${materialId}?${query.toString()}`, expiresAt: new Date(expires) };
}

/** Opens a file by its link; undefined when the link is wrong, has run out, or the file is gone. When staff opens it, the audit trail keeps that. */
export async function openMaterial(
  deps: Deps,
  link: MaterialLinkParts,
): Promise<{ readonly material: Material; readonly content: Readable } | undefined> {
  const { materialId, viewerId, expires, signature } = link;
  if (!deps.sealer.isSigned(signedText(materialId, viewerId, expires), PURPOSE, signature)) return undefined;
  const at = deps.now();
  if (expires <= at.getTime()) return undefined;
  const session = deps.database.session();
  const [material] = await findMaterials(session, [materialId]);
  if (material === undefined) return undefined;
  const content = await deps.storage.open(material.storageKey);
  if (viewerId !== material.memberId) {
    await recordAct(session, {
      act: 'MATERIAL_OPENED',
      actor: { kind: 'PERSON', memberId: viewerId, roles: new Set() },
      role: null,
      at,
      memberId: material.memberId,
      verificationId: material.verificationId,
      reason: `${material.kind} ${material.id}`,
    });
  }
  return { material, content };
}
