import type { PolicyFile } from './policy-file.ts';

/** One mistake and where it stands. */
export interface PolicyIssue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Rule = (policy: PolicyFile) => readonly PolicyIssue[];

const everyoneHasTheFirstStage: Rule = ({ stages: [first] }) =>
  first && (first.methods.length > 0 || first.spend !== undefined)
    ? [{ path: ['stages', 0], message: 'everyone has the first stage: it takes neither methods nor spend' }]
    : [];

const everyHigherStageCanBeUnlocked: Rule = ({ stages }) =>
  stages.flatMap((stage, index) =>
    index > 0 && stage.methods.length === 0 && stage.spend === undefined
      ? [{ path: ['stages', index], message: `nothing unlocks ${stage.code}: give it methods or spend` }]
      : [],
  );

const codesAreUnique: Rule = ({ stages, benefits }) => [
  ...repeated(stages.map((stage) => stage.code)).map((index) => ({
    path: ['stages', index, 'code'],
    message: 'this code stands above already',
  })),
  ...repeated(benefits.map((benefit) => benefit.key)).map((index) => ({
    path: ['benefits', index, 'key'],
    message: 'this key stands above already',
  })),
];

const benefitsAreKnownAndGrantedOnce: Rule = ({ stages, benefits }) => {
  const known = new Set(benefits.map((benefit) => benefit.key));
  const granted = new Set<string>();
  return stages.flatMap((stage, index) =>
    stage.benefits.flatMap((key, place) => {
      const path = ['stages', index, 'benefits', place];
      if (!known.has(key)) return [{ path, message: `there is no benefit with the key ${key}` }];
      if (granted.has(key)) return [{ path, message: `${key} is granted by this or a lower stage already` }];
      granted.add(key);
      return [];
    }),
  );
};

const methodsAreListedOnce: Rule = ({ stages }) =>
  stages.flatMap((stage, index) =>
    repeated(stage.methods).map((place) => ({
      path: ['stages', index, 'methods', place],
      message: 'this method stands before already',
    })),
  );

const amountsRise: Rule = ({ stages }) => {
  let highest = 0;
  return stages.flatMap((stage, index) => {
    if (stage.spend === undefined) return [];
    if (stage.spend <= highest) {
      return [{ path: ['stages', index, 'spend'], message: 'a higher stage must ask for more than those below it' }];
    }
    highest = stage.spend;
    return [];
  });
};

const statementsComeWithMaterials: Rule = ({ stages }) =>
  stages.flatMap(({ statement, methods, spend }, index) =>
    // What nothing unlocks is said already.
    statement && !methods.includes('MATERIALS') && (methods.length > 0 || spend !== undefined)
      ? [{ path: ['stages', index, 'statement'], message: 'a statement is shown by MATERIALS: add it to the methods' }]
      : [],
  );

const statementsAskForMore: Rule = ({ stages }) => {
  let below = { amount: 0, months: 0 };
  return stages.flatMap(({ statement, methods }, index): readonly PolicyIssue[] => {
    if (!methods.includes('MATERIALS')) return [];
    const { amount, months } = statement ?? { amount: 0, months: 0 };
    if (amount < below.amount || months < below.months) {
      const path = statement ? ['stages', index, 'statement'] : ['stages', index];
      return [{ path, message: 'a higher stage must not ask for less of a statement than those below it' }];
    }
    below = { amount, months };
    return [];
  });
};

const secondReviewsAreOfStagesThatAreReviewed: Rule = ({ stages, review }) =>
  review.secondReview.stages.flatMap((code, place): readonly PolicyIssue[] => {
    const path = ['review', 'secondReview', 'stages', place];
    const stage = stages.find((one) => one.code === code);
    if (stage === undefined) return [{ path, message: `there is no stage with the code ${code}` }];
    const isReviewed = stage.methods.length > 0 || (stage !== stages[0] && stage.spend === undefined);
    return isReviewed ? [] : [{ path, message: `no method opens ${code}: there is nothing to review` }];
  });

const thePromiseIsInOrder: Rule = ({ review }) =>
  review.latestWorkingDay < review.earliestWorkingDay
    ? [{ path: ['review', 'latestWorkingDay'], message: 'must not come before earliestWorkingDay' }]
    : [];

const filesFitTheTotal: Rule = ({ materials }) =>
  materials.maxTotalMegabytes < materials.maxFileMegabytes
    ? [{ path: ['materials', 'maxTotalMegabytes'], message: 'must not be less than maxFileMegabytes' }]
    : [];

const claimsAreRemindedOfInTime: Rule = ({ review, reminders }) =>
  (reminders.claimLapsingMinutes ?? 0) >= review.claimMinutes
    ? [{ path: ['reminders', 'claimLapsingMinutes'], message: 'must be less than review.claimMinutes' }]
    : [];

const draftsAreRemindedOfBeforeTheirFilesGo: Rule = ({ reminders, retention }) =>
  retention.abandonedDraftDays <= reminders.draftDays
    ? [{ path: ['retention', 'abandonedDraftDays'], message: 'must be more than reminders.draftDays' }]
    : [];

const rules: readonly Rule[] = [
  everyoneHasTheFirstStage,
  everyHigherStageCanBeUnlocked,
  codesAreUnique,
  benefitsAreKnownAndGrantedOnce,
  methodsAreListedOnce,
  amountsRise,
  statementsComeWithMaterials,
  statementsAskForMore,
  secondReviewsAreOfStagesThatAreReviewed,
  thePromiseIsInOrder,
  filesFitTheTotal,
  claimsAreRemindedOfInTime,
  draftsAreRemindedOfBeforeTheirFilesGo,
];

/** What contradicts itself in a policy whose form is right. */
export function findPolicyIssues(policy: PolicyFile): readonly PolicyIssue[] {
  return rules.flatMap((rule) => rule(policy));
}

function repeated(values: readonly string[]): readonly number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}
