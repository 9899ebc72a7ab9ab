import DataLoader from 'dataloader';
import type { Session } from '../database/database.ts';
import { chancesUsed } from '../database/stores/chance-store.ts';
import { decisionsOn } from '../database/stores/decision-store.ts';
import { findEmailCodes } from '../database/stores/email-code-store.ts';
import { pagesOf } from '../database/stores/inspection-store.ts';
import { findMaterials, materialsOf } from '../database/stores/material-store.ts';
import { findMembers } from '../database/stores/member-store.ts';
import { findMembershipChanges, membershipChangesOf, unlockedStages } from '../database/stores/membership-store.ts';
import { checksOf } from '../database/stores/recheck-store.ts';
import { reviewsOf } from '../database/stores/review-store.ts';
import { spendOf } from '../database/stores/order-store.ts';
import { findReadings } from '../database/stores/reading-store.ts';
import { resemblancesOf } from '../database/stores/resemblance-store.ts';
import { taxNumberReuses } from '../database/stores/tax-number-store.ts';
import { findVerifications, openVerificationsOf } from '../database/stores/verification-store.ts';
import { countVerificationsOf, newestVerificationsOf } from '../database/verifications-of-members.ts';
import { deliveriesOf } from '../database/webhook-deliveries.ts';
import { HISTORY_LENGTH } from '../domain/membership.ts';

/**
 * What one request reads, joined: however many ask, each kind is read by one statement. Made anew for each request and for
 * each pushed event, so that nobody sees what somebody else may see, or what was true before.
 */
export function createLoaders(session: Session) {
  const material = byKey(
    (ids) => findMaterials(session, ids),
    (found) => found.id,
  );
  return {
    member: byKey(
      (ids) => findMembers(session, ids),
      (member) => member.id,
    ),
    verification: byKey(
      (ids) => findVerifications(session, ids),
      (verification) => verification.id,
    ),
    material,
    membershipChange: byKey(
      (ids) => findMembershipChanges(session, ids),
      (change) => change.id,
    ),
    decision: byKey(
      (ids) => decisionsOn(session, ids),
      (decision) => decision.verificationId,
    ),
    emailCode: byKey(
      (ids) => findEmailCodes(session, ids),
      (code) => code.verificationId,
    ),
    spend: byKey(
      (ids) => spendOf(session, ids),
      (spend) => spend.memberId,
    ),
    openVerificationsOfMember: grouped(
      (ids) => openVerificationsOf(session, ids),
      (verification) => verification.memberId,
    ),
    newestVerificationsOfMember: pages(
      (ids, first) => newestVerificationsOf(session, ids, first),
      (verification) => verification.memberId,
    ),
    newestDeliveriesOfEndpoint: pages(
      (ids, first) => deliveriesOf(session, ids, { first }),
      (delivery) => delivery.endpointId,
    ),
    verificationsCounted: fromMap((ids) => countVerificationsOf(session, ids)),
    reviewsOfVerification: grouped(
      (ids) => reviewsOf(session, ids),
      (review) => review.verificationId,
    ),
    checkOfDecision: byKey(
      (ids) => checksOf(session, ids),
      (check) => check.verificationId,
    ),
    materialsOfVerification: grouped(
      async (ids) => {
        const found = await materialsOf(session, ids);
        // So that all that is said of a material in one answer was true at one time.
        for (const one of found) material.prime(one.id, one);
        return found;
      },
      (one) => one.verificationId,
    ),
    pagesOfMaterial: grouped(
      (ids) => pagesOf(session, ids),
      (page) => page.materialId,
    ),
    reading: byKey(
      (ids) => findReadings(session, ids),
      (reading) => reading.materialId,
    ),
    resemblancesOfMaterial: grouped(
      (ids) => resemblancesOf(session, ids),
      (resemblance) => resemblance.materialId,
    ),
    taxNumberReuses: grouped(
      (ids) => taxNumberReuses(session, ids),
      (reuse) => reuse.verificationId,
    ),
    changesOfMember: grouped(
      (ids) => membershipChangesOf(session, ids, HISTORY_LENGTH),
      (change) => change.memberId,
    ),
    chancesUsed: fromMap((ids) => chancesUsed(session, ids)),
    unlockedStages: fromMap((ids) => unlockedStages(session, ids)),
  };
}

/** The loaders of one request. */
export type Loaders = ReturnType<typeof createLoaders>;

type Ids = readonly string[];

function byKey<T>(read: (ids: Ids) => Promise<readonly T[]>, keyOf: (row: T) => string) {
  return new DataLoader<string, T | undefined>(async (ids) => {
    const rows = new Map((await read(ids)).map((row) => [keyOf(row), row]));
    return ids.map((id) => rows.get(id));
  });
}

function grouped<T>(read: (ids: Ids) => Promise<readonly T[]>, keyOf: (row: T) => string) {
  return new DataLoader<string, readonly T[]>(async (ids) => {
    const rows = Map.groupBy(await read(ids), keyOf);
    return ids.map((id) => rows.get(id) ?? []);
  });
}

function fromMap<T>(read: (ids: Ids) => Promise<ReadonlyMap<string, T>>) {
  return new DataLoader<string, T | undefined>(async (ids) => {
    const rows = await read(ids);
    return ids.map((id) => rows.get(id));
  });
}

/** First pages of several lists, such as members' verifications: pages of the same length are read together. */
function pages<T>(read: (ids: Ids, first: number) => Promise<readonly T[]>, keyOf: (row: T) => string) {
  const byLength = new Map<number, ReturnType<typeof grouped<T>>>();
  return {
    load(id: string, first: number) {
      const loader = byLength.get(first) ?? grouped((ids) => read(ids, first), keyOf);
      byLength.set(first, loader);
      return loader.load(id);
    },
  };
}
