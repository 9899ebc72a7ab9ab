import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Entry, NewEntry } from './entry.ts';

/** All that was done, told, heard and broken, in the order in which this process saw it. Entries are only ever added. */
export interface History {
  readonly entries: readonly Entry[];
  add(entry: NewEntry): Entry;
  /** Calls `listener` with each further entry. */
  onEntry(listener: (entry: Entry) => void): void;
  /** Resolves once all is on disk. */
  close(): Promise<void>;
}

/** Begins a history; with a file, each entry is a line of JSON in it as well. */
export function beginHistory(file?: string): History {
  const began = performance.now();
  const entries: Entry[] = [];
  const listeners: ((entry: Entry) => void)[] = [];
  const out: WriteStream | undefined = file === undefined ? undefined : createWriteStream(file, { flags: 'wx' });
  return {
    entries,
    add(words) {
      const entry: Entry = { seq: entries.length, at: Math.round(performance.now() - began), ...words };
      entries.push(entry);
      if (out?.writable) out.write(`${JSON.stringify(entry)}\n`);
      for (const listener of listeners) listener(entry);
      return entry;
    },
    onEntry: (listener) => void listeners.push(listener),
    async close() {
      if (out === undefined) return;
      out.end();
      await finished(out);
    },
  };
}
