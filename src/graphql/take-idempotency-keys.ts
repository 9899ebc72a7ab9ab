import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, type GraphQLSchema } from 'graphql';
import { answerOnce } from '../application/answer-once.ts';
import { idempotencyKeyInFlight, idempotencyKeyReused } from './coded-errors.ts';
import type { GraphQLContext } from './context.ts';
import { keyOf, type Arguments } from './idempotency-key.ts';
import { keyedInput } from './keyed-input.ts';
import { signedIn } from './signed-in.ts';
import { toResult } from './to-result.ts';

/** Answers each mutation that comes with an idempotency key once (see application/answer-once.ts); the others run as they are. Goes behind the permissions: a key shows nothing to who may not use the mutation. */
export function takeIdempotencyKeys(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.MUTATION_ROOT_FIELD](field, mutation) {
      const { resolve = defaultFieldResolver } = field;
      const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
      return {
        ...field,
        resolve(source: unknown, args: Arguments, context: GraphQLContext, info) {
          const key = keyOf(args, context, info);
          if (key === undefined) return resolve(source, args, context, info);
          return answerKeyed(context, key, mutation, args, {
            run: async (deps) => resolve(source, args, { ...context, deps }, info),
            toAnswer: (outcome) => toResult(name, outcome),
          });
        },
      };
    },
  });
}

type Work = Pick<Parameters<typeof answerOnce>[2], 'run' | 'toAnswer'>;

async function answerKeyed(context: GraphQLContext, key: string, mutation: string, args: Arguments, work: Work) {
  const { deps } = context;
  const input = await keyedInput(args);
  // A file that has not arrived whole changes nothing, and nobody knows what was to be sent: the key stays new.
  if (input === undefined) return work.run(deps);
  const answered = await answerOnce(deps, signedIn(context), { key, mutation, input, ...work });
  switch (answered.kind) {
    case 'Answered':
      return answered.answer;
    case 'KeyReused':
      throw idempotencyKeyReused();
    case 'KeyInFlight':
      throw idempotencyKeyInFlight();
  }
}
