import { countChances, type Chances } from './chances.ts';
import type { ExpectedResult } from './expected-result.ts';
import type { IdentityType } from './identity.ts';
import type { Requirement } from './information.ts';
import type { Method } from './method.ts';
import type { Policy, Stage } from './policy.ts';
import { spendPath, type SpendPath } from './spend-path.ts';
import { showsStatement, statementWords } from './statement.ts';
import { unmetRequirements, type HandedIn } from './unmet-requirements.ts';
import type { Verification } from './verification.ts';

/** What can still be to do on the way to a stage. */
export const stepCodes = [
  'DECLARE_IDENTITY',
  'BEGIN_VERIFICATION',
  'UPLOAD_MATERIAL',
  'SUBMIT_MATERIALS',
  'SUBMIT_TAX_NUMBER',
  'SEND_EMAIL_CODE',
  'SUBMIT_EMAIL_CODE',
  'AWAIT_REVIEW',
] as const;

/** One thing to do. */
export type StepCode = (typeof stepCodes)[number];

/** What can stand in the way of a path. */
export const blockerCodes = [
  'STAGE_UNLOCKED',
  'CHANCES_EXHAUSTED',
  'OPEN_TOWARDS_ANOTHER_STAGE',
  'NO_PATH_LEFT',
] as const;

/** One thing in the way. */
export type BlockerCode = (typeof blockerCodes)[number];

/** Something in the way, with a sentence for the buyer. */
export interface Blocker {
  readonly code: BlockerCode;
  readonly message: string;
}

/** Something to do, with a sentence for the buyer. */
export interface OutstandingStep {
  readonly step: StepCode;
  readonly message: string;
  readonly requirement: Requirement | null;
}

/** One method as a path to a stage. */
export interface MethodPath {
  readonly method: Method;
  readonly available: boolean;
  readonly blockers: readonly Blocker[];
  readonly chances: Chances;
  readonly verification: Verification | null;
  readonly outstanding: readonly OutstandingStep[];
  readonly expectedResult: ExpectedResult;
}

/** Everything that the pages of one stage show. */
export interface UnlockPlan {
  readonly stage: Stage;
  readonly unlocked: boolean;
  readonly blockers: readonly Blocker[];
  readonly identityType: IdentityType | null;
  readonly methods: readonly MethodPath[];
  readonly spend: SpendPath | null;
}

/** All that is known of a member when its plan is made. */
export interface PlanFacts {
  readonly policy: Policy;
  readonly stage: Stage;
  readonly identityType: IdentityType | null;
  /** What the declared identity requires; empty while none is declared. */
  readonly requirements: readonly Requirement[];
  readonly unlockedStages: readonly string[];
  readonly openVerifications: readonly Verification[];
  /** What the open draft by MATERIALS holds. */
  readonly materials: readonly HandedIn[];
  /** Whether a code is out for the open draft by EMAIL. */
  readonly codeIsOut: boolean;
  readonly chancesUsed: Readonly<Record<Method, number>>;
  readonly spent: number;
  /** The promise for what is submitted now. */
  readonly resultIfSubmittedNow: ExpectedResult;
}

const sentences: Readonly<Record<Exclude<StepCode, 'UPLOAD_MATERIAL'>, string>> = {
  DECLARE_IDENTITY: 'Say who you are.',
  BEGIN_VERIFICATION: 'Start the verification.',
  SUBMIT_MATERIALS: 'Hand your materials in for review.',
  SUBMIT_TAX_NUMBER: 'Choose a country and fill in your tax number.',
  SEND_EMAIL_CODE: 'Fill in your business email and have a code sent to it.',
  SUBMIT_EMAIL_CODE: 'Fill in the code that was mailed to you.',
  AWAIT_REVIEW: 'Nothing to do: we are looking at it.',
};

/** Everything a client needs to draw the pages that unlock one stage. */
export function planUnlock(facts: PlanFacts): UnlockPlan {
  const { stage, policy } = facts;
  const unlocked = stage.rank === 0 || facts.unlockedStages.includes(stage.code);
  const methods = stage.methods.map((method) => pathBy(method, facts, unlocked));
  const spend = spendPath(stage, facts.spent);
  return {
    stage,
    unlocked,
    blockers: unlocked ? [stageUnlocked(stage)] : spend === null ? inTheWayOfAll(methods, policy) : [],
    identityType: facts.identityType,
    methods,
    spend,
  };
}

/** Empty when a path is free. Where one only waits for another stage's verification, that is what stands in the way. */
function inTheWayOfAll(paths: readonly MethodPath[], policy: Policy): readonly Blocker[] {
  if (paths.some((path) => path.blockers.length === 0)) return [];
  const passing = paths.flatMap((path) => path.blockers).filter(({ code }) => code === 'OPEN_TOWARDS_ANOTHER_STAGE');
  return passing.length > 0 ? passing : [noPathLeft(policy)];
}

function pathBy(method: Method, facts: PlanFacts, unlocked: boolean): MethodPath {
  const chances = countChances(method, facts.policy.chances[method], facts.chancesUsed[method]);
  const open = facts.openVerifications.find((verification) => verification.method === method);
  const isHere = open?.stage === facts.stage.code;
  const isSubmitted = isHere && open.status === 'SUBMITTED';
  const blockers = unlocked ? [stageUnlocked(facts.stage)] : blockersOf(chances, open, isHere);
  return {
    method,
    available: blockers.length === 0 && !isSubmitted,
    blockers,
    chances,
    verification: isHere ? open : null,
    outstanding: unlocked ? [] : outstandingSteps(method, facts, isHere ? open : undefined),
    expectedResult: (isHere ? open.expectedResult : null) ?? facts.resultIfSubmittedNow,
  };
}

function blockersOf(chances: Chances, open: Verification | undefined, isHere: boolean): readonly Blocker[] {
  if (open && !isHere) {
    const message = `A verification by this method is open towards ${open.stage}. Go on with it, or withdraw it.`;
    return [{ code: 'OPEN_TOWARDS_ANOTHER_STAGE', message }];
  }
  if (chances.left > 0 || open?.status === 'SUBMITTED') return [];
  const message = `All ${chances.limit} chances of this method are spent. Take another way, or ask our support.`;
  return [{ code: 'CHANCES_EXHAUSTED', message }];
}

/** What is still to do on the way of one method; `open` is its verification towards the stage, if there is one. */
export function outstandingSteps(
  method: Method,
  facts: Pick<PlanFacts, 'stage' | 'identityType' | 'requirements' | 'materials' | 'codeIsOut'>,
  open: Pick<Verification, 'status'> | undefined,
): readonly OutstandingStep[] {
  return outstanding(method, facts, open).map((step) => toStep(step, facts.stage));
}

function outstanding(
  method: Method,
  facts: Parameters<typeof outstandingSteps>[1],
  open: Pick<Verification, 'status'> | undefined,
): readonly (StepCode | Requirement)[] {
  if (open?.status === 'SUBMITTED') return ['AWAIT_REVIEW'];
  const first: readonly StepCode[] = [
    ...(facts.identityType === null ? (['DECLARE_IDENTITY'] as const) : []),
    ...(open ? [] : (['BEGIN_VERIFICATION'] as const)),
  ];
  switch (method) {
    case 'MATERIALS':
      return [...first, ...unmetRequirements(facts.requirements, open ? facts.materials : []), 'SUBMIT_MATERIALS'];
    case 'TAX_NUMBER':
      return [...first, 'SUBMIT_TAX_NUMBER'];
    case 'EMAIL':
      return [...first, ...(open && facts.codeIsOut ? [] : (['SEND_EMAIL_CODE'] as const)), 'SUBMIT_EMAIL_CODE'];
  }
}

function toStep(step: StepCode | Requirement, { name, statementRequired: asked }: Stage): OutstandingStep {
  if (typeof step !== 'string') {
    const forStage = asked && showsStatement([step]) ? ` ${name} asks for at least ${statementWords(asked)}.` : '';
    return { step: 'UPLOAD_MATERIAL', message: `Hand in: ${step.label}.${forStage}`, requirement: step };
  }
  const message = step === 'UPLOAD_MATERIAL' ? 'Hand in your materials.' : sentences[step];
  return { step, message, requirement: null };
}

function stageUnlocked({ name }: Stage): Blocker {
  return { code: 'STAGE_UNLOCKED', message: `You have ${name} already.` };
}

function noPathLeft({ marketplace }: Policy): Blocker {
  const message = `No way to this stage is left. Ask the support of ${marketplace.name}: a supervisor can restore your chances.`;
  return { code: 'NO_PATH_LEFT', message };
}
