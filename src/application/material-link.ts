import type { Readable } from 'node:stream';
import type { Session } from '../database/database.ts';
import { recordAct } from '../database/stores/audit-store.ts';
import { findPage } from '../database/stores/inspection-store.ts';
import { findMaterials } from '../database/stores/material-store.ts';
import { isStaff, roles, type Actor } from '../domain/actor.ts';
import type { DeletionCause, Material } from '../domain/material.ts';
import { awaitInspections } from './await-inspections.ts';
import type { Deps } from './deps.ts';
import { openDerivedFile, openMaterialFile } from './material-files.ts';
import { memberIdOf, staffRoleOf } from './person.ts';

/** A link that opens a file for a short time. */
export interface MaterialLink {
  readonly url: string;
  readonly expiresAt: Date;
}

/** Which safe rendering of which page. */
export interface PageRendering {
  readonly number: number;
  readonly rendering: (typeof renderings)[number];
}

/** The safe renderings of a page. */
export const renderings = ['image', 'thumbnail'] as const;

/** What stands in a link: what it opens, for whom, in which role, and until when (milliseconds since 1970). */
export interface MaterialLinkParts {
  readonly materialId: string;
  /** Undefined: the file itself. */
  readonly page?: PageRendering | undefined;
  readonly viewerId: string;
  readonly viewerRole: (typeof viewerRoles)[number];
  readonly expires: number;
}

/** A file that is open: how it is called, what it is, and its bytes. */
export interface OpenedMaterial {
  readonly kind: 'Opened';
  readonly fileName: string;
  readonly mediaType: string;
  /** Its length, when it is known before it is read. */
  readonly bytes: number | undefined;
  readonly content: Readable;
}

/** In which role a file is opened. */
export const viewerRoles = roles.filter((role) => role !== 'SERVICE');

/** Why a file is there no more, as whoever has a link to it is told. */
export interface MaterialGone {
  readonly kind: 'Gone';
  readonly code: 'MATERIAL_DELETED';
  readonly cause: DeletionCause;
  readonly message: string;
}

const goneMessages: Readonly<Record<DeletionCause, string>> = {
  RETENTION: 'This file was deleted: the time for which it is kept after the decision is over.',
  ERASED: 'This file was deleted: its member was erased.',
};

const PURPOSE = 'material link';

function signedText({ materialId, page, viewerId, viewerRole, expires }: MaterialLinkParts): string {
  const text = `${materialId} ${viewerId} ${viewerRole} ${expires}`;
  return page === undefined ? text : `${text} ${page.number} ${page.rendering}`;
}

/** Makes a link for one viewer to one file, or to one rendering of one of its pages; it runs out after the policy's time. */
export function createMaterialLink(deps: Deps, actor: Actor, materialId: string, page?: PageRendering): MaterialLink {
  const viewerId = memberIdOf(actor);
  const viewerRole = isStaff(actor) ? staffRoleOf(actor) : 'BUYER';
  const expires = deps.now().getTime() + deps.policy.materials.linkMinutes * 60_000;
  const signature = deps.sealer.sign(signedText({ materialId, page, viewerId, viewerRole, expires }), PURPOSE);
  const query = new URLSearchParams({ viewer: viewerId, as: viewerRole, expires: String(expires), signature });
  const place = page === undefined ? materialId : `${materialId}/pages/${page.number}/${page.rendering}`;
  return { url: `${deps.publicUrl}/materials/${place}?${query.toString()}`, expiresAt: new Date(expires) };
}

/**
 * Opens a file by its link, once it is inspected: a picture as its safe rendering, a PDF as it was handed in. Pending: that
 * was waited for in vain. Gone: it was deleted, and why. Undefined when the link is wrong, has run out, or the file is refused. When
 * anybody but its owner opens it, the audit trail keeps that; thumbnails, on which nothing can be read, aside.
 */
export async function openMaterial(
  deps: Deps,
  link: MaterialLinkParts,
  signature: string,
): Promise<OpenedMaterial | { readonly kind: 'Pending' } | MaterialGone | undefined> {
  const at = deps.now();
  if (!deps.sealer.isSigned(signedText(link), PURPOSE, signature) || link.expires <= at.getTime()) return undefined;
  const [known] = await findMaterials(deps.database.session(), [link.materialId]);
  if (known?.deletedCause) {
    const cause = known.deletedCause;
    return { kind: 'Gone', code: 'MATERIAL_DELETED', cause, message: goneMessages[cause] };
  }
  const [material] = await awaitInspections(() => findMaterials(deps.database.session(), [link.materialId]));
  if (material?.inspection.state === 'PENDING') return { kind: 'Pending' };
  if (material?.inspection.state !== 'INSPECTED') return undefined;
  const session = deps.database.session();
  const opened = await open(deps, session, material, link.page);
  if (opened === undefined) return undefined;
  if (link.viewerId !== material.memberId && link.page?.rendering !== 'thumbnail') {
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
  return opened;
}

async function open(
  deps: Deps,
  session: Session,
  material: Material,
  asked: PageRendering | undefined,
): Promise<OpenedMaterial | undefined> {
  const { id, memberId, fileName, mediaType, bytes } = material;
  if (asked === undefined && mediaType === 'application/pdf') {
    return { kind: 'Opened', fileName, mediaType, bytes, content: await openMaterialFile(deps, session, material) };
  }
  const { number, rendering } = asked ?? { number: 1, rendering: 'image' };
  const page = await findPage(session, id, number);
  if (page === undefined) return undefined;
  const isThumbnail = rendering === 'thumbnail';
  const key = isThumbnail ? page.thumbnailKey : page.imageKey;
  return {
    kind: 'Opened',
    fileName,
    mediaType: isThumbnail ? 'image/jpeg' : page.mediaType,
    bytes: undefined,
    content: await openDerivedFile(deps, session, memberId, key),
  };
}
