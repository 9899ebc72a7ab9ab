import type { Readable } from 'node:stream';
import { recordAct } from '../database/stores/audit-store.ts';
import { findMaterials } from '../database/stores/material-store.ts';
import { isStaff, roles, type Actor } from '../domain/actor.ts';
import type { Material } from '../domain/material.ts';
import type { Deps } from './deps.ts';
import { openMaterialFile } from './material-files.ts';
import { memberIdOf, staffRoleOf } from './person.ts';

/** A link that opens a file for a short time. */
export interface MaterialLink {
  readonly url: string;
  readonly expiresAt: Date;
}

/** What stands in a link: what it opens, for whom, in which role, and until when (milliseconds since 1970). */
export interface MaterialLinkParts {
  readonly materialId: string;
  readonly viewerId: string;
  readonly viewerRole: (typeof viewerRoles)[number];
  readonly expires: number;
}

/** In which role a file is opened. */
export const viewerRoles = roles.filter((role) => role !== 'SERVICE');

const PURPOSE = 'material link';

function signedText({ materialId, viewerId, viewerRole, expires }: MaterialLinkParts): string {
  return `${materialId} ${viewerId} ${viewerRole} ${expires}`;
}

/** Makes a link for one viewer to one file; it runs out after the policy's time. */
export function createMaterialLink(deps: Deps, actor: Actor, materialId: string): MaterialLink {
  const viewerId = memberIdOf(actor);
  const viewerRole = isStaff(actor) ? staffRoleOf(actor) : 'BUYER';
  const expires = deps.now().getTime() + deps.policy.materials.linkMinutes * 60_000;
  const signature = deps.sealer.sign(signedText({ materialId, viewerId, viewerRole, expires }), PURPOSE);
  const query = new URLSearchParams({ viewer: viewerId, as: viewerRole, expires: String(expires), signature });
  return { url: `${deps.publicUrl}/materials/${materialId}?${query.toString()}`, expiresAt: new Date(expires) };
}

/** Opens a file by its link; undefined when the link is wrong, has run out, or the file is gone. When anybody but its owner opens it, the audit trail keeps that. */
export async function openMaterial(
  deps: Deps,
  link: MaterialLinkParts,
  signature: string,
): Promise<{ readonly material: Material; readonly content: Readable } | undefined> {
  const at = deps.now();
  if (!deps.sealer.isSigned(signedText(link), PURPOSE, signature) || link.expires <= at.getTime()) return undefined;
  const session = deps.database.session();
  const [material] = await findMaterials(session, [link.materialId]);
  if (material === undefined) return undefined;
  const content = await openMaterialFile(deps, session, material);
  if (link.viewerId !== material.memberId) {
    await recordAct(session, {
      act: 'MATERIAL_OPENED',
      actor: { kind: 'PERSON', memberId: link.viewerId, roles: new Set([link.viewerRole]) },
      role: link.viewerRole,
      at,
      memberId: material.memberId,
      verificationId: material.verificationId,
      reason: `${material.kind} ${material.id}`,
    });
  }
  return { material, content };
}
