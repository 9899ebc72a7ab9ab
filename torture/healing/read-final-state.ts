import type { z } from 'zod';
import { verificationFields } from '../clients/answers.ts';
import { sendOperation } from '../clients/send-operation.ts';
import type { FinalState } from '../history/final-state.ts';
import { auditPage, finalMember } from './final-answers.ts';
import { changeFields } from '../subscribers/stream-operations.ts';

/** Who reads, and where. */
export interface FinalReader {
  readonly url: string;
  /** A supervisor's. */
  readonly token: string;
}

const PATIENCE = 30_000;

const memberDocument = `
  query TortureFinalMember($id: ID!, $after: String) {
    member(id: $id) {
      id
      membership { level { code } stages { code } history { ${changeFields} } }
      chances { method used }
      spend { total { amount } orders countedSince }
      verifications(first: 50, after: $after) {
        nodes { ${verificationFields} decision { outcome decidedBy { id } } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`;

const auditDocument = `
  query TortureAuditTrail($after: String) {
    auditTrail(first: 100, after: $after) {
      nodes { id act actor { id } member { id } verification { id } reason }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

/** Reads everything about these members, and the whole audit trail, through the API. Undefined when a server can't answer right now. */
export async function readFinalState(reader: FinalReader, members: readonly string[]): Promise<FinalState | undefined> {
  const states = [];
  for (const id of members) {
    const pages = await allPages(reader, 'member', memberDocument, { id }, finalMember, (page) => page.next);
    const [first] = pages;
    if (first === undefined) return undefined;
    states.push({ ...first.member, verifications: pages.flatMap((page) => page.member.verifications) });
  }
  const audit = await allPages(reader, 'auditTrail', auditDocument, {}, auditPage, (page) => page.next);
  return audit.length === 0 ? undefined : { members: states, audit: audit.flatMap((page) => page.entries) };
}

/** The pages from the first to the last; none when a server can't answer one of them. */
async function allPages<T>(
  { url, token }: FinalReader,
  field: string,
  document: string,
  variables: Readonly<Record<string, unknown>>,
  form: z.ZodType<T>,
  nextOf: (page: T) => string | null,
): Promise<readonly T[]> {
  const pages: T[] = [];
  let after: string | null = null;
  do {
    const reply = await sendOperation({
      url,
      token,
      operation: { field, document },
      variables: { ...variables, after },
      key: undefined,
      patience: PATIENCE,
    });
    if (reply.kind !== 'ANSWER') return [];
    const page = form.parse(reply.data);
    pages.push(page);
    after = nextOf(page);
  } while (after !== null);
  return pages;
}
