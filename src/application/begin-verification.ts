import type { Session } from '../database/database.ts';
import { touchDraft } from '../database/drafts.ts';
import { chancesUsed } from '../database/stores/chance-store.ts';
import { decisionsOn } from '../database/stores/decision-store.ts';
import { insertMaterial, materialsOf } from '../database/stores/material-store.ts';
import { lockMember } from '../database/stores/member-store.ts';
import { unlockedStages } from '../database/stores/membership-store.ts';
import { insertDraft, lastDecidedVerification, openVerificationsOf } from '../database/stores/verification-store.ts';
import type { Actor } from '../domain/actor.ts';
import type { Identity } from '../domain/identity.ts';
import type { Material } from '../domain/material.ts';
import type { Method } from '../domain/method.ts';
import { findStage } from '../domain/policy.ts';
import { acceptedMaterials, besidesStatement } from '../domain/rejection.ts';
import { rulesOf } from '../domain/rule-catalogue.ts';
import type { Verification } from '../domain/verification.ts';
import type { Deps } from './deps.ts';
import { orderInspection } from './order-inspection.ts';
import { orderReading } from './order-reading.ts';
import { memberIdOf } from './person.ts';
import { identityMissing, stageAlreadyUnlocked } from './problems.ts';
import { chancesExhausted } from './remaining-paths.ts';

/** The stage that a buyer chose, and the method (seed steps 1 and 4). */
export interface BeginVerification {
  readonly stage: string;
  readonly method: Method;
}

/** Starts a verification, or resumes the draft that is there. A new run by MATERIALS keeps what the last review accepted. */
export async function beginVerification(deps: Deps, actor: Actor, input: BeginVerification) {
  const { policy } = deps;
  const { method } = input;
  const stage = findStage(policy, input.stage);
  if (stage === undefined) {
    const codes = policy.stages.map((one) => one.code).join(', ');
    return { kind: 'StageNotFound', message: `There are these stages: ${codes}.`, stages: policy.stages } as const;
  }
  const memberId = memberIdOf(actor);

  return deps.database.transaction(async (session) => {
    const member = await lockMember(session, memberId);
    if (!member?.identity) return identityMissing();
    const unlocked = (await unlockedStages(session, [memberId])).get(memberId) ?? [];
    if (stage.rank === 0 || unlocked.includes(stage.code)) {
      return stageAlreadyUnlocked(stage);
    }
    if (!stage.methods.includes(method)) {
      const accepted = stage.methods;
      const message = `${stage.name} opens by ${accepted.join(', ') || 'spending alone'}, not by ${method}.`;
      return { kind: 'MethodNotAccepted', message, accepted } as const;
    }
    const open = (await openVerificationsOf(session, [memberId])).find((one) => one.method === method);
    if (open && (open.status === 'SUBMITTED' || open.stage !== stage.code)) {
      const message = `Your verification by ${method} towards ${open.stage} is open. Go on with it, or withdraw it.`;
      return { kind: 'VerificationAlreadyOpen', message, verification: open } as const;
    }
    const used = (await chancesUsed(session, [memberId])).get(memberId)?.[method] ?? 0;
    if (used >= policy.chances[method]) {
      return chancesExhausted(policy, session, { memberId, method, stage: stage.code });
    }
    if (open) {
      await touchDraft(session, open.id, deps.now());
      return { kind: 'Success', verification: open, resumed: true } as const;
    }
    const verification = await insertDraft(session, { memberId, stage: stage.code, method, createdAt: deps.now() });
    if (method === 'MATERIALS') await keepAcceptedMaterials(deps, session, verification, member.identity);
    return { kind: 'Success', verification, resumed: false } as const;
  });
}

async function keepAcceptedMaterials(deps: Deps, session: Session, draft: Verification, identity: Identity) {
  const last = await lastDecidedVerification(session, draft.memberId, 'MATERIALS');
  const [decision] = last ? await decisionsOn(session, [last.id]) : [];
  if (last === undefined || decision === undefined) return;
  const { requirements } = rulesOf(deps.catalogue, identity.type);
  const required = new Set(requirements.map((one) => one.kind));
  const handedIn = await materialsOf(session, [last.id]);
  const accepted =
    decision.outcome === 'REJECTED'
      ? acceptedMaterials(handedIn, decision.reasons)
      : besidesStatement(handedIn, requirements, decision.unlockedStage === last.stage);
  const isAtHand = ({ kind, deletedAt }: Material) => required.has(kind) && deletedAt === null;
  for (const { id, inspection: _, ...material } of accepted.filter(isAtHand)) {
    const kept = await insertMaterial(session, { ...material, verificationId: draft.id, keptFrom: id });
    if (kept.inspection.state === 'PENDING') await orderInspection(session, kept);
    // Not copied: it may be held against another identity now.
    if (kept.inspection.state === 'INSPECTED') await orderReading(session, kept.id);
  }
}
