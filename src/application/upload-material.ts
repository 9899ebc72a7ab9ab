import type { Readable } from 'node:stream';
import type { Session } from '../database/database.ts';
import { isDatabaseAway } from '../database/is-database-away.ts';
import { insertMaterial, materialsOf } from '../database/stores/material-store.ts';
import type { Actor } from '../domain/actor.ts';
import { mediaTypes, type MaterialKind } from '../domain/material.ts';
import { rulesOf } from '../domain/rule-catalogue.ts';
import {
  MaterialBrokenError,
  MaterialTooLargeError,
  MaterialTypeUnknownError,
} from '../storage/material-file-error.ts';
import type { FileKey, StoredFile } from '../storage/material-storage.ts';
import type { Deps } from './deps.ts';
import { fileKeyFor } from './material-files.ts';
import { orderInspection } from './order-inspection.ts';
import { lockOwnDraft, readOwnDraft } from './own-draft.ts';
import { memberIdOf } from './person.ts';
import { verificationNotOpen } from './problems.ts';

/** One file for a required kind. */
export interface UploadMaterial {
  readonly verificationId: string;
  readonly kind: MaterialKind;
  readonly fileName: string;
  /** Opens the file's bytes; called at most once, and only when the draft can take it. */
  readonly open: () => Readable;
}

/** Keeps one file in a draft (seed step 5). Costs no chance. The bytes are streamed to the storage before anything is locked, and removed again when the draft can't take them after all. */
export async function uploadMaterial(deps: Deps, actor: Actor, input: UploadMaterial) {
  const memberId = memberIdOf(actor);
  const session = deps.database.session();
  const found = await readOwnDraft(deps.policy, session, memberId, input.verificationId, 'MATERIALS');
  const admitted = await admit(deps, session, found, input.kind, 1);
  if (admitted.kind !== 'Draft') return admitted;

  const stored = await storeFile(deps, input, await fileKeyFor(session, memberId));
  if ('kind' in stored) return stored;
  const outcome = await keepFile(deps, memberId, input, stored).catch(async (error: unknown) => {
    // When the database goes away while it commits, nobody knows whether the record is there: the sweep at start does.
    if (!isDatabaseAway(error)) await deps.storage.remove(stored.key);
    throw error;
  });
  if (outcome.kind !== 'Success') await deps.storage.remove(stored.key);
  return outcome;
}

async function keepFile(deps: Deps, memberId: string, input: UploadMaterial, stored: StoredFile) {
  return deps.database.transaction(async (session) => {
    const held = await lockOwnDraft(deps.policy, session, memberId, input.verificationId, 'MATERIALS');
    const draft = await admit(deps, session, held, input.kind, stored.bytes);
    if (draft.kind !== 'Draft') return draft;
    const material = await insertMaterial(session, {
      verificationId: draft.verification.id,
      memberId,
      kind: input.kind,
      fileName: input.fileName,
      mediaType: stored.mediaType,
      bytes: stored.bytes,
      sha256: stored.sha256,
      storageKey: stored.key,
      uploadedAt: deps.now(),
      keptFrom: null,
    });
    await orderInspection(session, material);
    return { kind: 'Success', material, verification: draft.verification } as const;
  });
}

/** The draft, when it can take `bytes` more of this kind; else why not. */
async function admit(
  deps: Deps,
  session: Session,
  draft: Awaited<ReturnType<typeof lockOwnDraft>>,
  kind: MaterialKind,
  bytes: number,
) {
  if (draft.kind === 'HandedIn') return verificationNotOpen(draft.verification);
  if (draft.kind !== 'Draft') return draft;
  const required = rulesOf(deps.catalogue, draft.member.identity.type).requirements.map((one) => one.kind);
  if (!required.includes(kind)) {
    const message = `Your identity asks for ${required.join(', ')}, not for ${kind}.`;
    return { kind: 'MaterialNotRequired', message, required } as const;
  }
  const materials = await materialsOf(session, [draft.verification.id]);
  const { maxFiles, maxTotalBytes } = deps.policy.materials;
  const total = materials.reduce((sum, material) => sum + material.bytes, bytes);
  return materials.length >= maxFiles || total > maxTotalBytes ? materialTooLarge(deps) : draft;
}

async function storeFile(deps: Deps, input: UploadMaterial, fileKey: FileKey) {
  try {
    return await deps.storage.store(input.open(), { maxBytes: deps.policy.materials.maxFileBytes, fileKey });
  } catch (error) {
    if (error instanceof MaterialTooLargeError) return materialTooLarge(deps);
    if (error instanceof MaterialTypeUnknownError) {
      return materialTypeNotAccepted(error.found);
    }
    if (error instanceof MaterialBrokenError) {
      return { kind: 'MaterialBroken', message: `${error.message} Hand it in again.` } as const;
    }
    throw error;
  }
}

/** iPhones keep photos in a form that few programs open: whoever hands one in is told what to change. */
function materialTypeNotAccepted(found: string | null) {
  const isPhoto = found !== null && /^image\/(heic|heif|avif)/.test(found);
  const message = isPhoto
    ? 'The file is a HEIC or AVIF photo, as phones keep them, not a JPEG, PNG, WebP or PDF. Export it as a JPEG, or set your phone’s camera to “Most Compatible” and take it again, then hand it in.'
    : 'The file is not a JPEG, PNG, WebP or PDF. Save it as one of these and hand it in again.';
  return { kind: 'MaterialTypeNotAccepted', message, accepted: mediaTypes, found } as const;
}

function materialTooLarge({ policy }: Deps) {
  const { maxFileBytes, maxTotalBytes, maxFiles } = policy.materials;
  const message = `A file may have ${megabytes(maxFileBytes)}, all of a verification ${megabytes(maxTotalBytes)} in ${maxFiles} files.`;
  return { kind: 'MaterialTooLarge', message, maxFileBytes, maxTotalBytes, maxFiles } as const;
}

function megabytes(bytes: number): string {
  return `${Number((bytes / 1024 / 1024).toFixed(2))} MB`;
}
