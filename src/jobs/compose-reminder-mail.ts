import type { Deps } from '../application/deps.ts';
import { countDueCases } from '../database/due-cases.ts';
import { chancesUsed } from '../database/stores/chance-store.ts';
import { findEmailCode } from '../database/stores/email-code-store.ts';
import { materialsOf } from '../database/stores/material-store.ts';
import { unlockedStages } from '../database/stores/membership-store.ts';
import { findVerification } from '../database/stores/verification-store.ts';
import { findStage } from '../domain/policy.ts';
import { rulesOf } from '../domain/rule-catalogue.ts';
import { outstandingSteps } from '../domain/unlock-plan.ts';
import { casesDueMail } from '../mail/templates/cases-due-mail.ts';
import { draftWaitingMail } from '../mail/templates/draft-waiting-mail.ts';
import { addressed, type Mail } from './mail-receiver.ts';

/** The mail to the reviewers' team; undefined when there is no mailbox for it, when nothing is due any more, or when the day is over. */
export async function composeCasesDue(deps: Deps, day: string): Promise<Mail | undefined> {
  const { policy, calendar } = deps;
  const now = deps.now();
  const today = calendar.today(now);
  if (policy.review.remindersTo === null || today !== day) return undefined;
  const due = await countDueCases(deps.database.session(), now, calendar.endOfDay(today));
  if (due.length === 0) return undefined;
  const stages = due.map((one) => ({ ...one, name: findStage(policy, one.stage)?.name ?? one.stage }));
  return { to: policy.review.remindersTo, ...casesDueMail({ marketplace: policy.marketplace.name, stages }) };
}

/** The mail to a draft's buyer; undefined when there is nothing to go on with: it was handed in, its stage is unlocked, or its chances are spent. */
export async function composeDraftWaiting(deps: Deps, id: string): Promise<Mail | undefined> {
  const { policy, catalogue } = deps;
  const session = deps.database.session();
  const draft = await findVerification(session, id);
  const stage = draft && findStage(policy, draft.stage);
  if (draft?.status !== 'DRAFT' || stage === undefined) return undefined;
  const { method, memberId } = draft;
  const unlocked = (await unlockedStages(session, [memberId])).get(memberId) ?? [];
  const used = (await chancesUsed(session, [memberId])).get(memberId)?.[method] ?? 0;
  if (unlocked.includes(stage.code) || used >= policy.chances[method]) return undefined;
  const receiver = await addressed(deps, memberId);
  if (!receiver) return undefined;
  const { identity } = receiver.member;
  const code = await findEmailCode(session, id);
  const steps = outstandingSteps(
    method,
    {
      stage,
      identityType: identity?.type ?? null,
      requirements: identity ? rulesOf(catalogue, identity.type).requirements : [],
      materials: await materialsOf(session, [id]),
      codeIsOut: code !== undefined && code.expiresAt > deps.now(),
    },
    draft,
  );
  const mail = { ...receiver.shared, stage: stage.name, method, steps: steps.map((step) => step.message) };
  return { to: receiver.to, ...draftWaitingMail(mail) };
}
