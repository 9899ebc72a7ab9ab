import type { AnswerOf } from '../operations/desk-operations.ts';

/** How reviews stand, between two days. */
export type Statistics = AnswerOf<'ReviewStatistics'>['reviewStatistics'];
