import { randomBytes } from 'node:crypto';
import type { DevelopmentIssuer } from '../src/identity-provider/development-issuer.ts';
import { findSamplePerson } from '../src/identity-provider/sample-people.ts';
import { meetBuyer, type Buyer } from './buyer.ts';
import { createDemoClient, type DemoClient } from './client.ts';
import { DemoError } from './demo-error.ts';
import { openMailbox, type Mailbox } from './mailbox.ts';
import { readPages, type Pages, type Stage } from './operations/shop-window.ts';
import { hireReviewers, type Reviewers } from './reviewers.ts';
import type { Transcript } from './transcript.ts';

/** What the chapters of one run share. */
export interface Demo {
  /** Tells this run's people from those of earlier ones. */
  readonly run: string;
  readonly transcript: Transcript;
  readonly pages: Pages;
  readonly mailbox: Mailbox;
  readonly reviewers: Reviewers;
  readonly service: DemoClient;
  /** All buyers so far. */
  readonly buyers: readonly Buyer[];
  /** What has happened so far, for the summary. */
  readonly tally: { approved: number; rejected: number; pushes: number; unlockedBySpend: number };
  /** Signs somebody new in, who follows what is pushed from then on. */
  meetBuyer(firstName: string): Promise<Buyer>;
  /** The lowest, or the highest, stage that a method opens. Throws DemoError when the operator's policy has none. */
  stageBy(method: string, which: 'lowest' | 'highest'): Stage;
}

/** What a demo is made of. */
export interface DemoParts {
  readonly url: string;
  readonly issuer: DevelopmentIssuer;
  readonly transcript: Transcript;
  /** Where to put what has to be closed at the end. */
  readonly closers: (() => Promise<void>)[];
}

/** Brings the people of a new run together: two reviewers and a service from among the sample people, and buyers as they are met. */
export async function createDemo({ url, issuer, transcript, closers }: DemoParts): Promise<Demo> {
  const run = randomBytes(3).toString('hex');
  const buyers: Buyer[] = [];

  const connect = async (person: Parameters<DevelopmentIssuer['issue']>[0]) => {
    const { token } = await issuer.issue(person, 60 * 60);
    const client = createDemoClient(url, token);
    closers.push(() => client.close());
    return client;
  };
  const employ = (key: string) => {
    const person = findSamplePerson({ key });
    if (person === undefined) throw new DemoError(`There is no sample person ${key}.`);
    return connect(person);
  };

  const service = await employ('service');
  const pages = await service.ask(readPages);
  return {
    run,
    transcript,
    pages,
    mailbox: openMailbox(url),
    reviewers: hireReviewers(await employ('reviewer'), await employ('second-reviewer'), transcript),
    service,
    buyers,
    tally: { approved: 0, rejected: 0, pushes: 0, unlockedBySpend: 0 },
    async meetBuyer(firstName) {
      const buyer = await meetBuyer(firstName, run, connect);
      buyers.push(buyer);
      return buyer;
    },
    stageBy(method, which) {
      const stage = pages.stages.filter((one) => one.methods.includes(method)).at(which === 'lowest' ? 0 : -1);
      if (stage === undefined) throw new DemoError(`The server's policy has no stage that ${method} opens.`);
      return stage;
    },
  };
}
