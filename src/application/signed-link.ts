import type { Deps } from './deps.ts';

/** What a link says beside its path: all of it is signed. `expires` is in milliseconds since 1970. */
export type LinkParts = Readonly<Record<string, string>> & { readonly expires: string };

/** A link that works for a short time, without a sign-in. */
export interface SignedLink {
  readonly url: string;
  readonly expiresAt: Date;
}

/** Makes a link to a path of this server that works for the policy's time; `purpose` is what it opens, for which alone it is good. */
export function createSignedLink(
  deps: Deps,
  purpose: string,
  path: string,
  parts: Readonly<Record<string, string>>,
): SignedLink {
  const expires = deps.now().getTime() + deps.policy.materials.linkMinutes * 60_000;
  const signed: LinkParts = { ...parts, expires: String(expires) };
  const query = new URLSearchParams({ ...signed, signature: deps.sealer.sign(textOf(path, signed), purpose) });
  return { url: `${deps.publicUrl}${path}?${query.toString()}`, expiresAt: new Date(expires) };
}

/** Whether a link is as it was made, and has not run out. */
export function isLinkGood(deps: Deps, purpose: string, path: string, parts: LinkParts, signature: string): boolean {
  return deps.sealer.isSigned(textOf(path, parts), purpose, signature) && Number(parts.expires) > deps.now().getTime();
}

function textOf(path: string, parts: LinkParts): string {
  return JSON.stringify([path, Object.entries(parts).toSorted(([one], [other]) => (one < other ? -1 : 1))]);
}
