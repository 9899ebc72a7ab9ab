import { afterAll, beforeAll, expect, it } from 'vitest';
import { graphql } from '../generated/gql.ts';
import type { NotesPushedSubscription } from '../generated/graphql.ts';
import type { Answer, TestClient } from '../support/client.ts';
import { cursorOfNow } from '../support/cursor-of-now.ts';
import { readDatabase, type DatabaseReader } from '../support/database-reader.ts';
import { approveVerification, readCase, rejectVerification } from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification, type SubmittedVerification } from '../support/submitted-verification.ts';

const readNote = graphql(`
  query NotesOfDecision($id: ID!) {
    verification(id: $id) {
      decision {
        outcome
        note
      }
    }
  }
`);
const readReasonNotes = graphql(`
  query NotesOfReasons($id: ID!) {
    verification(id: $id) {
      decision {
        reasons {
          code
          note
        }
      }
    }
  }
`);
const readDecider = graphql(`
  query NotesDecidedBy($id: ID!) {
    verification(id: $id) {
      decision {
        decidedBy {
          id
        }
      }
    }
  }
`);
const readAll = graphql(`
  query NotesAllElse {
    viewer {
      verifications {
        nodes {
          id
          decision {
            outcome
            decidedAt
            reasons {
              code
              message
              remedy
              remedyMessage
            }
          }
        }
      }
      membership {
        history {
          cause {
            __typename
          }
        }
      }
    }
  }
`);
const followWithNotes = graphql(`
  subscription NotesPushed($after: Cursor) {
    verificationReviewed(after: $after) {
      verification {
        id
        decision {
          outcome
          note
          reasons {
            note
          }
        }
      }
    }
  }
`);

const SECRET = 'known to the police';
const REASON_SECRET = 'the stamp is painted';

let server: TestServer;
let database: DatabaseReader;
let reviewer: TestClient;
beforeAll(async () => {
  server = await startServerForTests();
  database = await readDatabase(server.databaseUrl);
  reviewer = await server.signIn('REVIEWER');
});
afterAll(async () => {
  await database.close();
  await server.close();
});

async function rejectWithNotes({ id, version }: SubmittedVerification): Promise<void> {
  const reasons = [{ code: 'TAX_NUMBER_NOT_FOUND' as const, note: REASON_SECRET }];
  const input = { verification: id, version, reasons, note: SECRET };
  const { rejectVerification: answer } = await reviewer.data(rejectVerification, { input });
  expect(answer.__typename).toBe('RejectVerificationSuccess');
}

it('are read by reviewers', async () => {
  const submitted = await submitVerification(server);
  await rejectWithNotes(submitted);
  const { verification } = await reviewer.data(readCase, { id: submitted.id });
  expect(verification?.decision).toMatchObject({ note: SECRET, reasons: [{ note: REASON_SECRET }] });
});

it('are forbidden to the buyer, as is who decided', async () => {
  const { buyer, id, ...submitted } = await submitVerification(server);
  await rejectWithNotes({ buyer, id, ...submitted });
  const answers = [
    await buyer.run(readNote, { id }),
    await buyer.run(readReasonNotes, { id }),
    await buyer.run(readDecider, { id }),
  ];
  for (const answer of answers) {
    expect(answer.errors?.map((error) => error.extensions?.code)).toEqual(['FORBIDDEN']);
    expect(JSON.stringify(answer)).not.toMatch(SECRET);
    expect(JSON.stringify(answer)).not.toMatch(REASON_SECRET);
  }
});

it('reach the buyer neither by push nor by mail, nor by anything else', async () => {
  const submitted = await submitVerification(server);
  const after = await cursorOfNow(database);
  await rejectWithNotes(submitted);
  const pushed = await submitted.buyer.subscribe(followWithNotes, { after }).next();
  const mail = await server.mails.waitFor(submitted.email, /not approved/);
  const told = [pushed.value, mail, await submitted.buyer.run(readAll, {})].map((one) => JSON.stringify(one));
  for (const one of told) {
    expect(one).not.toMatch(SECRET);
    expect(one).not.toMatch(REASON_SECRET);
  }
  const { errors, data }: Answer<NotesPushedSubscription> = pushed.value ?? {};
  const codes = errors?.map((error) => error.extensions?.code);
  expect(codes).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  expect(data?.verificationReviewed.verification.decision).toMatchObject({ outcome: 'REJECTED', note: null });
  await submitted.buyer.close();
});

it('of an approval stay private as well', async () => {
  const { buyer, email, id, version } = await submitVerification(server);
  await reviewer.data(approveVerification, { input: { verification: id, version, note: SECRET } });
  const mail = await server.mails.waitFor(email, /unlocked/);
  expect(JSON.stringify(mail)).not.toMatch(SECRET);
  expect((await buyer.run(readNote, { id })).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  expect((await reviewer.data(readNote, { id })).verification?.decision?.note).toBe(SECRET);
});

it('are hidden from a reviewer whose own verification it was', async () => {
  const both = await server.signIn(['BUYER', 'REVIEWER']);
  const submitted = await submitVerification(server, { buyer: both });
  await rejectWithNotes(submitted);
  const { verification } = await both.data(readCase, { id: submitted.id });
  expect(verification?.decision).toMatchObject({ outcome: 'REJECTED', note: null, reasons: [{ note: null }] });
});

it('of up to 2000 characters are kept, and longer ones refused', async () => {
  const { id, version } = await submitVerification(server);
  const note = 'ß'.repeat(2001);
  const tooLong = await reviewer.data(approveVerification, { input: { verification: id, version, note } });
  expect(tooLong.approveVerification).toMatchObject({ __typename: 'InputInvalid', issues: [{ path: 'note' }] });
  await reviewer.data(approveVerification, { input: { verification: id, version, note: note.slice(1) } });
  expect((await reviewer.data(readNote, { id })).verification?.decision?.note).toHaveLength(2000);
});

it('with a character that no text can hold decide nothing', async () => {
  const { id, version } = await submitVerification(server);
  const input = { verification: id, version, note: 'a\u0000b' };
  const { approveVerification: answer } = await reviewer.data(approveVerification, { input });
  expect(answer).toMatchObject({ __typename: 'InputInvalid', issues: [{ path: 'note' }] });
  expect((await reviewer.data(readCase, { id })).verification).toMatchObject({ status: 'SUBMITTED', version });
});
