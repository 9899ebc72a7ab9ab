/** What an Accept header says of an answer as JSON. */
const json: ReadonlySet<string> = new Set([
  'application/graphql-response+json',
  'application/json',
  'application/*',
  '*/*',
]);

/**
 * Whether a request wants its answer as an event stream rather than as JSON: by the weights of its Accept header, and of
 * equal ones by what stands first. Some clients list both for every operation, JSON first.
 */
export function asksForEventStream(accept: string | undefined): boolean {
  const wanted = (accept ?? '').split(',').map(toWanted);
  const stream = wanted.findIndex(({ type, weight }) => type === 'text/event-stream' && weight > 0);
  const weight = wanted[stream]?.weight;
  if (weight === undefined) return false;
  return wanted.every(
    (one, at) => !json.has(one.type) || one.weight < weight || (one.weight === weight && at > stream),
  );
}

function toWanted(range: string): { readonly type: string; readonly weight: number } {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const given = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const weight = given === undefined ? 1 : Number(given);
  return { type, weight: weight >= 0 && weight <= 1 ? weight : 0 };
}
