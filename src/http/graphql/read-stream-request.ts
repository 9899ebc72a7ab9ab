import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SubscriptionRequest } from './prepare-subscription.ts';

const variables = z.record(z.string(), z.unknown()).nullish();
const inBody = z.object({ query: z.string(), operationName: z.string().nullish(), variables });

const jsonText = z.string().transform((text, context): unknown => {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' });
    return z.NEVER;
  }
});
const inAddress = inBody.extend({ variables: jsonText.pipe(variables).optional() });

/**
 * Reads what a request for an event stream asks to follow: from a JSON body, or from the address of a GET. Throws an error
 * with an HTTP status when it can't be read.
 */
export function readStreamRequest(request: FastifyRequest): SubscriptionRequest {
  const isGet = request.method === 'GET';
  if (!isGet && !/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw asStatus(415, 'Send the subscription as JSON: `content-type: application/json`.');
  }
  const { success, data } = isGet ? inAddress.safeParse(request.query) : inBody.safeParse(request.body);
  if (!success) throw asStatus(400, 'Send `query` as a text, and `variables`, if there are any, as an object.');
  return data;
}

function asStatus(statusCode: number, message: string): Error {
  return Object.assign(new Error(message), { statusCode });
}
