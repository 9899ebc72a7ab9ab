import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';
import { badInput } from './coded-errors.ts';
import type { GraphQLContext } from './context.ts';

/** A mutation's arguments as graphql has read them; every mutation has its `input`. */
export interface Arguments {
  readonly input?: { readonly idempotencyKey?: string | null | undefined };
}

/** 1 to 255 visible characters. */
const key = /^[!-~]{1,255}$/;

/** A string of a structured header (RFC 8941), as the header's draft has it: in quotes, with `\` before a quote or another `\`. */
const quoted = /^"((?:[^"\\]|\\["\\])*)"$/;

/**
 * The idempotency key of a mutation: its input's own, else the header's; undefined without one. A header counts for each of
 * an operation's mutations by itself: where there are several, the name under which each is answered belongs to its key.
 * Throws the coded error for what is no key.
 */
export function keyOf(
  { input }: Arguments,
  { idempotencyKey: header }: Pick<GraphQLContext, 'idempotencyKey'>,
  info: GraphQLResolveInfo,
): string | undefined {
  const own = input?.idempotencyKey ?? undefined;
  if (own !== undefined) return check(own, '`idempotencyKey`');
  if (header === undefined) return undefined;
  const given = check(fromHeader(header), 'The header `Idempotency-Key`');
  return namesIn(info.operation.selectionSet, info).size > 1 ? `${given}/${info.path.key}` : given;
}

function check(given: string, where: string): string {
  if (!key.test(given)) throw badInput(`${where} must be a text of 1 to 255 visible ASCII characters, without spaces.`);
  return given;
}

function fromHeader(header: string): string {
  const [, inner] = quoted.exec(header) ?? [];
  return inner === undefined ? header : inner.replaceAll(/\\(.)/g, '$1');
}

/** The names under which an operation's root fields are answered, as it is written: also those that a directive leaves out. */
function namesIn({ selections }: SelectionSetNode, { fragments }: Pick<GraphQLResolveInfo, 'fragments'>): Set<string> {
  const names = new Set<string>();
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) names.add((selection.alias ?? selection.name).value);
    else {
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
      if (fragment) for (const name of namesIn(fragment.selectionSet, { fragments })) names.add(name);
    }
  }
  return names;
}
