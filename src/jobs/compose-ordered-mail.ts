import type { Deps } from '../application/deps.ts';
import { isSameCode, mailedCodeContext } from '../application/email-code.ts';
import type { MailOrder } from '../application/mail-order.ts';
import { decisionsOn } from '../database/stores/decision-store.ts';
import { findEmailCode } from '../database/stores/email-code-store.ts';
import { materialsOf } from '../database/stores/material-store.ts';
import { findMembershipChanges, unlockedStages } from '../database/stores/membership-store.ts';
import { findVerification } from '../database/stores/verification-store.ts';
import { findWebhookEndpoint } from '../database/stores/webhook-endpoint-store.ts';
import { reasonRules, remedies } from '../domain/decision.ts';
import type { Method } from '../domain/method.ts';
import { findStage, type Stage } from '../domain/policy.ts';
import { levelStage } from '../domain/stage-rules.ts';
import type { Verification } from '../domain/verification.ts';
import { materialLabels } from '../domain/material-label.ts';
import { chancesRestoredMail } from '../mail/templates/chances-restored-mail.ts';
import { emailCodeMail } from '../mail/templates/email-code-mail.ts';
import { membershipRevokedMail } from '../mail/templates/membership-revoked-mail.ts';
import { stageUnlockedBySpendMail } from '../mail/templates/stage-unlocked-by-spend-mail.ts';
import { verificationApprovedMail } from '../mail/templates/verification-approved-mail.ts';
import { verificationRejectedMail } from '../mail/templates/verification-rejected-mail.ts';
import { verificationSubmittedMail } from '../mail/templates/verification-submitted-mail.ts';
import { webhookEndpointDisabledMail } from '../mail/templates/webhook-endpoint-disabled-mail.ts';
import { composeCasesDue, composeDraftWaiting } from './compose-reminder-mail.ts';
import { composeStatementBelowStage } from './compose-statement-mail.ts';
import { addressed, type Mail, type Shared } from './mail-receiver.ts';
import { chancesLeft, waysOn } from './ways-on.ts';

/** Writes an ordered mail from what is true now. Undefined when there is nobody to send it to, or no longer anything to say. */
export async function composeOrderedMail(deps: Deps, order: MailOrder): Promise<Mail | undefined> {
  switch (order.mail) {
    case 'EMAIL_CODE':
      return codeMail(deps, order);
    case 'VERIFICATION_SUBMITTED':
      return submittedMail(deps, order.verificationId);
    case 'VERIFICATION_REVIEWED':
      return reviewedMail(deps, order.verificationId);
    case 'STAGE_UNLOCKED_BY_SPEND':
    case 'MEMBERSHIP_REVOKED':
      return membershipMail(deps, order.membershipChangeId);
    case 'CHANCES_RESTORED':
      return restoredMail(deps, order.memberId, order.method);
    case 'WEBHOOK_ENDPOINT_DISABLED':
      return endpointDisabledMail(deps, order.endpointId, order.disabledAt);
    case 'CASES_DUE':
      return composeCasesDue(deps, order.day);
    case 'DRAFT_WAITING':
      return composeDraftWaiting(deps, order.verificationId);
  }
}

async function codeMail(deps: Deps, order: Extract<MailOrder, { mail: 'EMAIL_CODE' }>): Promise<Mail | undefined> {
  const out = await findEmailCode(deps.database.session(), order.verificationId);
  if (out === undefined || out.expiresAt <= deps.now()) return undefined;
  const code = deps.sealer.open(Buffer.from(order.sealedCode, 'base64'), mailedCodeContext(order.verificationId));
  // Another code has gone out since, perhaps to another address: this one no longer works.
  if (!isSameCode(code, out)) return undefined;
  const { minutesValid } = deps.policy.emailCode;
  return { to: out.email, ...emailCodeMail({ code, minutesValid, marketplace: deps.policy.marketplace.name }) };
}

function stageName(deps: Deps, code: string): string {
  return findStage(deps.policy, code)?.name ?? code;
}

async function submittedMail(deps: Deps, id: string): Promise<Mail | undefined> {
  const verification = await findVerification(deps.database.session(), id);
  const receiver = verification && (await addressed(deps, verification.memberId));
  if (!receiver || !verification.expectedResult) return undefined;
  const { stage, method, expectedResult } = verification;
  return {
    to: receiver.to,
    ...verificationSubmittedMail({ ...receiver.shared, stage: stageName(deps, stage), method, ...expectedResult }),
  };
}

async function reviewedMail(deps: Deps, id: string): Promise<Mail | undefined> {
  const verification = await findVerification(deps.database.session(), id);
  const receiver = verification && (await addressed(deps, verification.memberId));
  if (!receiver) return undefined;
  const { to, shared } = receiver;
  if (verification.status === 'REJECTED') return { to, ...(await rejection(deps, verification, shared)) };
  const [decision] = await decisionsOn(deps.database.session(), [id]);
  if (decision?.statement && decision.unlockedStage !== verification.stage) {
    const { statement, unlockedStage } = decision;
    const below = { verification, statement, unlockedStage };
    return {
      to,
      ...(await composeStatementBelowStage(deps, below, await reachedLevel(deps, receiver.member.id), shared)),
    };
  }
  const stage = stageName(deps, verification.stage);
  const level = await reachedLevel(deps, receiver.member.id);
  const benefits = level.benefits.map((benefit) => benefit.name);
  return { to, ...verificationApprovedMail({ ...shared, stage, level: level.name, benefits }) };
}

/** The level may be higher than what a verification unlocked: spending can have come first. */
async function reachedLevel(deps: Deps, memberId: string): Promise<Stage> {
  const unlocked = await unlockedStages(deps.database.session(), [memberId]);
  return levelStage(deps.policy, unlocked.get(memberId) ?? []);
}

async function rejection(deps: Deps, verification: Verification, shared: Shared) {
  const session = deps.database.session();
  const { id, method } = verification;
  const [decision] = await decisionsOn(session, [id]);
  const materials = await materialsOf(session, [id]);
  const material = (materialId: string | null) => {
    const found = materials.find((one) => one.id === materialId);
    return found && `${materialLabels[found.kind]} (${found.fileName})`;
  };
  return verificationRejectedMail({
    ...shared,
    stage: stageName(deps, verification.stage),
    method,
    reasons: (decision?.reasons ?? []).map((reason) => ({
      message: reasonRules[reason.code].message,
      remedy: remedies[reasonRules[reason.code].remedy],
      material: material(reason.materialId),
    })),
    ...(await waysOn(deps, verification)),
  });
}

async function membershipMail(deps: Deps, changeId: string): Promise<Mail | undefined> {
  const [change] = await findMembershipChanges(deps.database.session(), [changeId]);
  const receiver = change && (await addressed(deps, change.memberId));
  if (!receiver) return undefined;
  const { to, shared } = receiver;
  const stage = levelStage(deps.policy, [change.to]);
  if (change.cause.kind === 'REVOKED') {
    return { to, ...membershipRevokedMail({ ...shared, level: stage.name, reason: change.cause.reason }) };
  }
  const benefits = stage.benefits.map((benefit) => benefit.name);
  return { to, ...stageUnlockedBySpendMail({ ...shared, stage: stage.name, level: stage.name, benefits }) };
}

async function restoredMail(deps: Deps, memberId: string, method: Method): Promise<Mail | undefined> {
  const receiver = await addressed(deps, memberId);
  if (!receiver) return undefined;
  const left = await chancesLeft(deps, memberId, method);
  return { to: receiver.to, ...chancesRestoredMail({ ...receiver.shared, method, chancesLeft: left }) };
}

async function endpointDisabledMail(deps: Deps, endpointId: string, disabledAt: string): Promise<Mail | undefined> {
  const endpoint = await findWebhookEndpoint(deps.database.session(), endpointId);
  // It was enabled again, or removed, before this mail was written.
  if (endpoint?.disabled?.at.toISOString() !== disabledAt || endpoint.disabled.cause === 'OWNER') return undefined;
  const { host } = new URL(endpoint.url);
  const { cause } = endpoint.disabled;
  const { name: marketplace } = deps.policy.marketplace;
  return { to: endpoint.contactEmail, ...webhookEndpointDisabledMail({ marketplace, endpointId, host, cause }) };
}
