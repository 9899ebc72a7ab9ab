import type { Method } from '../plan/plan.ts';

/** What a buyer asks a supervisor for. */
export type Request =
  | { readonly do: 'RESTORE'; readonly member: string; readonly method: Method }
  /** A member that has unlocked everything, and wants to begin again. */
  | { readonly do: 'REVOKE'; readonly member: string };

/** Where buyers ask and supervisors look. */
export interface Desk {
  /** Asks, unless the same is asked for already. Resolves once a supervisor has tried. */
  ask(request: Request): Promise<void>;
  /** Takes the oldest request; undefined when nobody asks for anything. */
  take(): { readonly request: Request; readonly done: () => void } | undefined;
}

/** Opens a desk. */
export function openDesk(): Desk {
  const waiting = new Map<string, { request: Request; done: PromiseWithResolvers<void> }>();
  return {
    async ask(request) {
      const key = JSON.stringify(request);
      const asked = waiting.get(key) ?? { request, done: Promise.withResolvers<void>() };
      waiting.set(key, asked);
      await asked.done.promise;
    },
    take() {
      const [first] = waiting;
      if (first === undefined) return undefined;
      const [key, { request, done }] = first;
      waiting.delete(key);
      return { request, done: () => done.resolve() };
    },
  };
}
