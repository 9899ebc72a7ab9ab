import { WebSocket } from 'ws';
import { z } from 'zod';

// One of the processes that hold subscribers open for a benchmark. It is told where to connect and with which tokens, and
// tells when all follow, and each push with the instant at which it arrived on the machine's one monotonic clock.

const order = z.object({ url: z.string(), tokens: z.array(z.string()) });

/** What a crowd tells the process that started it. */
export const crowdMessage = z.union([
  z.object({ following: z.number() }),
  z.object({ pushedTo: z.string(), at: z.string() }),
  z.object({ lost: z.number() }),
]);

const query = 'subscription { membershipChanged { cursor change { to { code } } membership { level { code } } } }';
const AT_ONCE = 50;

const tell = (message: z.infer<typeof crowdMessage>) => void process.send?.(message);

async function follow(url: string, token: string): Promise<void> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', () => tell({ lost: 1 }));
    socket.on('open', () => {
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    });
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text.startsWith('{"type":"connection_ack"')) {
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
        resolve();
      } else if (text.includes('"next"')) {
        tell({ pushedTo: token, at: String(process.hrtime.bigint()) });
      } else if (text.includes('"ping"')) {
        socket.send('{"type":"pong"}');
      }
    });
  });
}

process.on('message', (message) => {
  const { url, tokens } = order.parse(message);
  const waiting = [...tokens];
  const work = async () => {
    for (let token = waiting.pop(); token !== undefined; token = waiting.pop()) await follow(url, token);
  };
  void Promise.all(Array.from({ length: AT_ONCE }, work)).then(() => tell({ following: tokens.length }));
});
