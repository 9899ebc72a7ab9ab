import { buffer } from 'node:stream/consumers';
import { appendEvents } from '../database/event-log.ts';
import {
  markInspected,
  markRefused,
  type InspectedMaterial,
  type NewMaterialPage,
} from '../database/stores/inspection-store.ts';
import { findMaterials, lockMaterial } from '../database/stores/material-store.ts';
import type { InspectionRefusalCode, InspectionWarning, MaterialText, RenderingType } from '../domain/inspection.ts';
import type { Material } from '../domain/material.ts';
import { ScannerAwayError } from '../inspection/clamd.ts';
import { FileRefusedError } from '../inspection/file-refused-error.ts';
import type { Deps } from './deps.ts';
import { keepDerivedFile, openMaterialFile, removeFiles } from './material-files.ts';
import { orderReading } from './order-reading.ts';

/** How an inspection went. ScannerAway: nothing is known yet, so the file stays PENDING and has to be looked at again. */
export type InspectionOutcome = 'Done' | 'ScannerAway';

type Verdict =
  | { readonly kind: 'Inspected'; readonly found: InspectedMaterial }
  | { readonly kind: 'Refused'; readonly code: InspectionRefusalCode }
  | { readonly kind: 'ScannerAway' };

/**
 * Looks at a PENDING file, makes safe renderings of its pages, and keeps what was found; its buyer is told. Doing it again, or
 * twice at once, changes nothing: whoever comes second throws its own renderings away. Fails when the storage or the database
 * is away, or when the signal stops it.
 */
export async function inspectMaterial(deps: Deps, id: string, signal: AbortSignal): Promise<InspectionOutcome> {
  const [material] = await findMaterials(deps.database.session(), [id]);
  if (material?.inspection.state !== 'PENDING') return 'Done';
  const made: string[] = [];
  // What is left over by a failure goes with the storage's sweep, which knows whether a transaction was committed after all.
  const verdict = await lookAt(deps, material, made, signal);
  if (verdict.kind === 'ScannerAway') return 'ScannerAway';
  const isKept = await keepVerdict(deps, id, verdict);
  if (!isKept || verdict.kind === 'Refused') await removeFiles(deps, made);
  return 'Done';
}

async function lookAt(deps: Deps, material: Material, made: string[], signal: AbortSignal): Promise<Verdict> {
  const { memberId, mediaType } = material;
  const session = deps.database.session();
  const { maxPages, maxInspectionSeconds: maxSeconds } = deps.policy.materials;
  const bytes = await buffer(await openMaterialFile(deps, session, material));
  const pages: NewMaterialPage[] = [];
  const warnings: InspectionWarning[] = [];
  const texts: Omit<MaterialText, 'materialId'>[] = [];
  const keep = async (file: Buffer, type: RenderingType) => {
    const key = await keepDerivedFile(deps, session, memberId, file, type);
    made.push(key);
    return key;
  };
  try {
    for await (const page of deps.inspector.inspect(bytes, mediaType, { maxPages, maxSeconds }, signal)) {
      const { number, width, height, mediaType: type } = page;
      const imageKey = await keep(page.image, type);
      const thumbnailKey = await keep(page.thumbnail, 'image/jpeg');
      pages.push({ number, width, height, mediaType: type, imageKey, thumbnailKey });
      warnings.push(...page.warnings.map((code) => ({ code, page: number })));
      if (page.text.length > 0) texts.push({ page: number, items: page.text });
    }
  } catch (error) {
    if (error instanceof ScannerAwayError && !signal.aborted) return { kind: 'ScannerAway' };
    if (error instanceof FileRefusedError) return { kind: 'Refused', code: error.code };
    throw error;
  }
  return { kind: 'Inspected', found: { pages, warnings, texts } };
}

/** False when somebody else was first, or the file was taken out meanwhile. */
async function keepVerdict(
  deps: Deps,
  id: string,
  verdict: Exclude<Verdict, { readonly kind: 'ScannerAway' }>,
): Promise<boolean> {
  return deps.database.transaction(async (session) => {
    const material = await lockMaterial(session, id);
    if (material?.inspection.state !== 'PENDING') return false;
    const at = deps.now();
    if (verdict.kind === 'Refused') await markRefused(session, id, verdict.code, at);
    else await markInspected(session, id, verdict.found, at);
    const { memberId, verificationId } = material;
    await appendEvents(session, [{ type: 'MATERIAL_INSPECTED', at, memberId, verificationId, materialId: id }]);
    if (verdict.kind === 'Inspected') await orderReading(session, id);
    return true;
  });
}
