// A process of its own that owns an embedded database: it is started by database-owner.ts, and told and tells by messages.
import { startEmbeddedPostgres } from '../../src/database/embedded/start-embedded-postgres.ts';

const tell = (message: object) => process.send?.(message);

try {
  const { stop, ...running } = await startEmbeddedPostgres({
    dataDir: process.argv[2] ?? '',
    database: 'bonafide',
    log: (line) => tell({ log: line }),
  });
  process.on('message', () => {
    void stop().then(() => process.exit());
  });
  tell({ running });
} catch (error) {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  process.send?.({ failed: { name, message } }, () => process.exit(1));
}
