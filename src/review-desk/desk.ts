import type { Client } from 'graphql-ws';
import { createEditorBridge, type EditorBridge } from './editor/editor-bridge.ts';
import { createAuthorizedFetch } from './fetcher/authorized-fetch.ts';
import { createWorkbench, type Workbench } from './panel/workbench.ts';
import { fetchPeople } from './session/fetch-people.ts';
import { fetchSettings } from './session/server-settings.ts';
import { createSession, isReviewing, type Session } from './session/session.ts';
import { createChosenFiles, type ChosenFiles } from './uploads/chosen-files.ts';

/** What every part of the page shares. Components reach it by `useDesk`. */
export interface Desk {
  readonly session: Session;
  readonly chosenFiles: ChosenFiles;
  readonly workbench: Workbench;
  readonly editor: EditorBridge;
  /** Requests that are signed for whoever is signed in. */
  readonly authorizedFetch: typeof fetch;
  /** The one WebSocket for all subscriptions; loaded when it is first wanted. */
  readonly socket: () => Promise<Client>;
  /** Where the review panel is drawn: it moves into GraphiQL's side bar once that is there, and keeps its state. */
  readonly host: HTMLElement;
}

/** From which width of the window on the editor stands beside the desk. */
const WIDE = '(min-width: 1100px)';

/** Puts the parts together. Signs nobody in yet: await `session.start`. */
export function createDesk(): Desk {
  const session = createSession({
    fetchPeople,
    fetchSettings,
    providerWays: () => import('./session/provider-sign-in.ts'),
    store: sessionStorage,
  });
  const authorizedFetch = createAuthorizedFetch(session);
  let opened: Promise<Client> | undefined;
  const socket = () => {
    opened ??= import('./fetcher/subscription-client.ts').then(({ createSubscriptionClient }) =>
      createSubscriptionClient(session, `${location.origin.replace(/^http/, 'ws')}/graphql`),
    );
    return opened;
  };
  const workbench = createWorkbench({
    session,
    tab: sessionStorage,
    authorizedFetch,
    events: async () => {
      const [{ createEventSource }, client] = await Promise.all([import('./queue/event-source.ts'), socket()]);
      return createEventSource(client);
    },
  });
  const host = document.createElement('div');
  host.className = 'desk-host';
  const editor = createEditorBridge(localStorage, matchMedia(WIDE).matches);
  return { session, chosenFiles: createChosenFiles(), workbench, editor, authorizedFetch, socket, host };
}

/** Lets the workbench follow whoever is signed in, and keeps what is under way safe when the page is left or cut off. */
export function startDesk({ session, workbench }: Desk): void {
  let before: string | undefined;
  const follow = () => {
    const now = isReviewing(session.get()) ? session.who() : undefined;
    if (now === before) return;
    before = now;
    if (now === undefined) workbench.end();
    else void workbench.begin();
  };
  session.subscribe(follow);
  follow();
  workbench.outbox.resume();
  addEventListener('pagehide', () => workbench.outbox.flush(true));
  addEventListener('online', () => {
    if (before === undefined) return;
    workbench.watcher.start();
    workbench.catchUp();
  });
}
