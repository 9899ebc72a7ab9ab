import { setTimeout as delay } from 'node:timers/promises';
import type { Act } from '../history/act.ts';
import type { History } from '../history/history.ts';
import type { Told } from '../history/told.ts';
import type { Random } from '../random.ts';
import { mutationAnswer, ownPage, queuePage, toldByMutation, toldByOwnPage, toldOf } from './answers.ts';
import type { MutationAnswer, OwnPage, ShownVerification } from './answers.ts';
import { operations, type Operation } from './documents.ts';
import { sendOperation, type Reply } from './send-operation.ts';

/** Where the servers are right now; a dead one's address is still known for a while. */
export interface Servers {
  addresses(): readonly (string | undefined)[];
}

/** What a wish sends besides itself. */
export interface Wish {
  readonly act: Act;
  /** The mutation's input. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Where it is not the act's own. */
  readonly operation?: Operation;
  readonly file?: Blob;
}

/** A client of all servers, for one person or service: with its own patience, and another server to turn to. */
export interface Client {
  /** Asks for something until it is answered; undefined when nobody will ever know. */
  wish(wish: Wish): Promise<MutationAnswer | undefined>;
  /** Reads the own page. Undefined when no server answered. */
  readOwnPage(member: string): Promise<OwnPage | undefined>;
  /** Reads the first page of the queue. Empty when no server answered. */
  readQueue(): Promise<readonly ShownVerification[]>;
}

/** What a client is made of. */
export interface ClientOptions {
  readonly name: string;
  readonly token: string;
  readonly servers: Servers;
  readonly history: History;
  readonly random: Random;
  /** The longest that it waits for an answer, in milliseconds. */
  readonly patience: number;
  /** Whether the servers know a wish by its key, so that any can be asked for again. */
  readonly keysAreKnown: boolean;
  /** Ends all asking. */
  readonly signal: AbortSignal;
}

/** Acts that can be asked for again even where no key is known: they are known by an id, a version, or what stands there. */
const repeatable = new Set<Act['do']>([
  'READ',
  'READ_QUEUE',
  'BEGIN',
  'SUBMIT',
  'WITHDRAW',
  'DECIDE',
  'RECORD',
  'REFUND',
]);

/** How long a client goes on asking, in milliseconds. */
const PERSISTENCE = 90_000;

/** Makes a client. It writes every attempt into the history, and what became of it. */
export function createClient(options: ClientOptions): Client {
  const { name, token, history, random } = options;
  let wishes = 0;
  let next = random.between(0, 1000);

  const place = (): { server: number; url: string } | undefined => {
    const addresses = options.servers.addresses();
    next += 1;
    const server = next % addresses.length;
    const url = addresses[server];
    return url === undefined ? undefined : { server, url };
  };

  /** One attempt at some server. */
  async function attempt(wish: Wish, intent: string, count: number, read: (data: unknown) => Answered): Promise<Reply> {
    const at = place();
    if (at === undefined) return { kind: 'UNSENT' };
    const id = `${intent}.${count}`;
    const { act } = wish;
    history.add({ entry: 'INVOKED', attempt: id, intent, client: name, server: at.server, act });
    const reply = await sendOperation({
      url: at.url,
      token,
      operation: wish.operation ?? operations[act.do],
      variables: { input: wish.input },
      key: act.do.startsWith('READ') ? undefined : intent,
      file: wish.file,
      patience: options.patience,
    });
    if (reply.kind === 'ANSWER') {
      const { answer, told } = read(reply.data);
      const success = !/^[A-Z]/.test(answer) || answer.endsWith('Success');
      history.add({ entry: 'ANSWERED', attempt: id, answer, success, told });
    } else if (reply.kind === 'UNKNOWN') history.add({ entry: 'UNKNOWN', attempt: id, why: reply.why });
    else history.add({ entry: 'UNSENT', attempt: id });
    return reply;
  }

  /** Attempts until there is an answer, at one server after the other. */
  async function persist(wish: Wish, read: (data: unknown) => Answered): Promise<unknown> {
    const intent = `${name}/${(wishes += 1)}`;
    const isRepeatable = options.keysAreKnown || repeatable.has(wish.act.do);
    const deadline = performance.now() + PERSISTENCE;
    for (let count = 1; performance.now() < deadline && !options.signal.aborted; count += 1) {
      const tried = await attempt(wish, intent, count, read);
      if (tried.kind === 'ANSWER') return tried.data;
      if (tried.kind === 'UNKNOWN' && !isRepeatable) return undefined;
      await delay(random.between(50, tried.kind === 'UNSENT' ? 500 : 200));
    }
    return undefined;
  }

  return {
    async wish(wish) {
      const data = await persist(wish, (answer) => {
        const parsed = mutationAnswer.parse(answer);
        return { answer: parsed.__typename, told: toldByMutation(parsed) };
      });
      return data === undefined ? undefined : mutationAnswer.parse(data);
    },
    async readOwnPage(member) {
      const data = await persist({ act: { do: 'READ', member }, input: {} }, (page) => {
        return { answer: 'page', told: toldByOwnPage(ownPage.parse(page)) };
      });
      return data === undefined ? undefined : ownPage.parse(data);
    },
    async readQueue() {
      const data = await persist({ act: { do: 'READ_QUEUE' }, input: {} }, (page) => {
        return { answer: 'page', told: { verifications: queuePage.parse(page).nodes.map(toldOf) } };
      });
      return data === undefined ? [] : queuePage.parse(data).nodes;
    },
  };
}

interface Answered {
  readonly answer: string;
  readonly told: Told;
}
