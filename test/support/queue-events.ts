import { graphql } from '../generated/gql.ts';
import { actUntilHeard } from './act-until-heard.ts';
import type { TestClient } from './client.ts';
import { claimVerification, releaseVerification } from './reviewer-operations.ts';

const followQueue = graphql(`
  subscription FollowedQueue {
    reviewQueueChanged {
      change
      at
      verification {
        id
        claim {
          until
        }
      }
    }
  }
`);

/** What a reviewer hears of the queue. */
export interface HeardQueue {
  /** What was heard of a verification so far, in order. */
  changesOf(id: string): readonly string[];
  stop(): Promise<void>;
}

/** Follows the queue; resolves once it hears. `other` is a submitted verification that is claimed and released until then. */
export async function hearQueue(reviewer: TestClient, other: string): Promise<HeardQueue> {
  const events = reviewer.subscribe(followQueue, {});
  const heard: { id: string; change: string }[] = [];
  await actUntilHeard(events, async () => {
    await reviewer.data(claimVerification, { input: { verification: other } });
    await reviewer.data(releaseVerification, { input: { verification: other } });
  });
  const listen = async () => {
    for await (const { data } of events) {
      if (!data) continue;
      const { change, verification } = data.reviewQueueChanged;
      heard.push({ id: verification.id, change });
    }
  };
  const listening = listen();
  return {
    changesOf: (id) => heard.filter((event) => event.id === id).map(({ change }) => change),
    async stop() {
      await events.return?.();
      await listening;
    },
  };
}
