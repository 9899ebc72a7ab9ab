import type { Client } from 'graphql-ws';
import type { AnswerOf } from '../operations/desk-operations.ts';
import type { EventSource } from './queue-watcher.ts';

/** The queue's events over the page's WebSocket. */
export function createEventSource(client: Client): EventSource {
  return {
    async *follow(query) {
      for await (const { data } of client.iterate<AnswerOf<'WatchQueue'>>({ query })) {
        if (data) yield data;
      }
    },
    onSocket(listener) {
      const stops = [client.on('connected', () => listener(true)), client.on('closed', () => listener(false))];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
