import { z } from 'zod';
import { act } from './act.ts';
import { finalState } from './final-state.ts';
import { happened, stream } from './happened.ts';
import { told } from './told.ts';

const entryWords = z.discriminatedUnion('entry', [
  z.object({
    entry: z.literal('RUN'),
    seed: z.number(),
    /** Whether the servers know an intent by its key, so that a repeated one is answered again and not done again. */
    keysAreKnown: z.boolean(),
    /** Whether a webhook endpoint was registered. */
    webhooks: z.boolean(),
    /** The most chances of a method. */
    chances: z.number(),
    /** Stage codes from the lowest, with the spend (minor units) that opens each; null: none does. */
    stages: z.array(z.object({ code: z.string(), spend: z.number().nullable() })),
  }),
  z.object({ entry: z.literal('MEMBER'), name: z.string(), id: z.string(), email: z.string() }),
  z.object({ entry: z.literal('PHASE'), phase: z.string() }),
  /** A client sends an act. A repeated intent is the same wish, sent again because nothing is known of the attempt before. */
  z.object({
    entry: z.literal('INVOKED'),
    attempt: z.string(),
    intent: z.string(),
    client: z.string(),
    server: z.number(),
    act,
  }),
  /** It was answered; `success`: done as wanted, else an expected failure of that name. */
  z.object({ entry: z.literal('ANSWERED'), attempt: z.string(), answer: z.string(), success: z.boolean(), told }),
  /** Nobody knows whether it was done: the connection broke, it took too long, or the server said that it can't tell. */
  z.object({ entry: z.literal('UNKNOWN'), attempt: z.string(), why: z.string() }),
  /** It never left: nobody listened at the address. */
  z.object({ entry: z.literal('UNSENT'), attempt: z.string() }),
  z.object({
    entry: z.literal('FOLLOWS'),
    subscriber: z.string(),
    member: z.string(),
    stream,
    server: z.number(),
    after: z.string().nullable(),
  }),
  z.object({ entry: z.literal('HEARD'), subscriber: z.string(), member: z.string(), cursor: z.string(), happened }),
  z.object({ entry: z.literal('LOST'), subscriber: z.string(), stream, why: z.string() }),
  /** A mail arrived. SWALLOWED: it was taken, and the connection ended before the sender could hear of it. */
  z.object({
    entry: z.literal('MAIL'),
    to: z.string(),
    subject: z.string(),
    messageId: z.string(),
    fate: z.enum(['TAKEN', 'SWALLOWED']),
  }),
  /** A webhook message arrived: `tells` is the outcome, or the level. REFUSED: it was answered with 503; SWALLOWED: with nothing. */
  z.object({
    entry: z.literal('MESSAGE'),
    id: z.string(),
    member: z.string(),
    stream,
    cursor: z.string(),
    tells: z.string(),
    fate: z.enum(['TAKEN', 'REFUSED', 'SWALLOWED', 'FORGED']),
  }),
  z.object({ entry: z.literal('FAULT'), fault: z.string(), server: z.number().optional(), lasts: z.number() }),
  z.object({ entry: z.literal('HEALED'), fault: z.string(), server: z.number().optional() }),
  /** A server's process ended; `asked`: the nemesis, or the end of the run, wanted it. */
  z.object({
    entry: z.literal('ENDED'),
    server: z.number(),
    asked: z.boolean(),
    /** Whether it had begun to listen: one that can't reach its database ends at once. */
    listened: z.boolean(),
    how: z.string(),
  }),
  z.object({ entry: z.literal('LISTENS'), server: z.number(), url: z.string() }),
  /** The state at the end, read after all that stands before `from`. */
  z.object({ entry: z.literal('FINAL'), from: z.number(), state: finalState }),
]);

/** What is written down, before it has its place. */
export type NewEntry = z.infer<typeof entryWords>;

/** One entry of the history: `seq` is its place, `at` the milliseconds since the run began. */
export const entry = z.intersection(z.object({ seq: z.number(), at: z.number() }), entryWords);

/** One entry of the history. What ended before another began has the lower `seq`: one process writes it all. */
export type Entry = { readonly seq: number; readonly at: number } & NewEntry;

/** An entry of one kind. */
export type EntryOf<K extends NewEntry['entry']> = Extract<Entry, { entry: K }>;
