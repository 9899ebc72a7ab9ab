import type { z } from 'zod';

/** A query or a subscription, and the form of its data. */
export interface Operation<T> {
  readonly document: string;
  readonly data: z.ZodType<T>;
}

/** A mutation, and the form of its success. What it answers otherwise is a problem. */
export interface Mutation<T> {
  /** The field of Mutation. */
  readonly field: string;
  readonly document: string;
  readonly success: z.ZodType<T>;
}
