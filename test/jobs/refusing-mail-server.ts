import { reply, startReceivingServer } from '../mail/receiving-server.ts';

/** A real mail server that refuses addresses while it is told to. */
export interface RefusingMailServer {
  readonly url: string;
  /** Whom it refuses, and by which answer; its words repeat the address, as those of real ones do. */
  readonly refused: Map<string, number>;
  /** The Message-IDs of what arrived for an address, in order. */
  arrivedFor(address: string): readonly string[];
  stop(): Promise<void>;
}

/** Starts one on a free port. */
export async function startRefusingMailServer(): Promise<RefusingMailServer> {
  const refused = new Map<string, number>();
  const server = await startReceivingServer({
    onRcptTo({ address }, _session, callback) {
      const code = refused.get(address);
      callback(code === undefined ? null : reply(code, `${code < 500 ? '4' : '5'}.1.1 <${address}> lives elsewhere`));
    },
  });
  return {
    url: `smtp://127.0.0.1:${server.port}`,
    refused,
    arrivedFor: (address) =>
      server.arrived.filter(({ recipients }) => recipients.includes(address)).map(({ mail }) => mail.messageId ?? ''),
    stop: () => server.stop(),
  };
}
