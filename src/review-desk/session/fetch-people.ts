import { parsePeople, type Person } from './person.ts';

const WAIT_MS = 5000;

/** The sample people with fresh tokens, or `undefined` where the server offers none (production, or no answer in 5 s). */
export async function fetchPeople(): Promise<readonly Person[] | undefined> {
  try {
    const response = await fetch('/development/people', {
      cache: 'no-store',
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(WAIT_MS),
    });
    return response.ok ? parsePeople(await response.json()) : undefined;
  } catch {
    return undefined;
  }
}
