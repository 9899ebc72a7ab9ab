import { normalizeDomain } from './normalize-domain.ts';

/** Which addresses the operator takes for a business's. Domains count with all below them. */
export interface EmailDomainPolicy {
  /** Refuse mailbox providers that are open to everybody. */
  readonly refuseFree: boolean;
  /** Refuse throw-away addresses. */
  readonly refuseDisposable: boolean;
  /** Domains refused as well. */
  readonly alsoRefuse: readonly string[];
  /** Domains accepted, whatever list names them; at the same length stronger than a refusal. */
  readonly alwaysAccept: readonly string[];
}

/** Thrown for a policy's entry that is no domain; `option` names the list. */
export class EmailDomainPolicyError extends Error {
  override readonly name = 'EmailDomainPolicyError';
  readonly option: 'alsoRefuse' | 'alwaysAccept';

  constructor(option: 'alsoRefuse' | 'alwaysAccept', entry: string) {
    super(`The email policy's ${option} has '${entry}', which is not a domain such as 'example.com'`);
    this.option = option;
  }
}

// The policy's domains as they are compared.
interface CompiledDomainPolicy {
  readonly refused: ReadonlySet<string>;
  readonly accepted: ReadonlySet<string>;
}

const compiled = new WeakMap<EmailDomainPolicy, CompiledDomainPolicy>();

/** Checks and normalizes a policy's domains, once for each policy object. Throws EmailDomainPolicyError. */
export function compileDomainPolicy(policy: EmailDomainPolicy): CompiledDomainPolicy {
  const known = compiled.get(policy);
  if (known) return known;
  const fresh = {
    refused: domainSet('alsoRefuse', policy.alsoRefuse),
    accepted: domainSet('alwaysAccept', policy.alwaysAccept),
  };
  compiled.set(policy, fresh);
  return fresh;
}

function domainSet(option: 'alsoRefuse' | 'alwaysAccept', entries: readonly string[]): ReadonlySet<string> {
  return new Set(
    entries.map((entry) => {
      const domain = normalizeDomain(entry);
      if (domain === undefined) throw new EmailDomainPolicyError(option, entry);
      return domain;
    }),
  );
}
