import { createOpenCase } from '../case/case-store.ts';
import { createReference } from '../case/reference.ts';
import { createViewer } from '../case/viewer-store.ts';
import { createChecks } from '../checks/checks-store.ts';
import { createDrafts } from '../decide/draft-store.ts';
import { createOutbox } from '../decide/outbox.ts';
import type { DecisionToSend } from '../decide/kept-forms.ts';
import { createOperationLog } from '../operations/operation-log.ts';
import { createOperationRunner } from '../operations/operation-runner.ts';
import { problemText } from '../operations/problem-text.ts';
import { oneAtATime } from '../parts/one-at-a-time.ts';
import { createStore } from '../parts/store.ts';
import { toFilter } from '../queue/queue-filter.ts';
import { createQueue } from '../queue/queue-store.ts';
import { createQueueWatcher, type EventSource } from '../queue/queue-watcher.ts';
import type { Session, TabStore } from '../session/session.ts';
import { createPlace } from './place.ts';

/** What the desk's parts say to the reviewer. */
interface WorkbenchState {
  /** The form that is open on the case. */
  readonly form: 'approve' | 'reject' | undefined;
  /** Something that the reviewer should know, until the next act. */
  readonly notice: string | undefined;
  /** The signed-in member's id; undefined until it is known. */
  readonly me: string | undefined;
  /** Whether the next case is being claimed. */
  readonly isClaiming: boolean;
}

/** What the workbench is made of. */
export interface WorkbenchOptions {
  readonly session: Session;
  readonly tab: TabStore;
  readonly authorizedFetch: typeof fetch;
  readonly events: () => Promise<EventSource>;
}

/** A reviewer's workbench: the queue, the open case, and decisions on their way. */
export type Workbench = ReturnType<typeof createWorkbench>;

const REFRESH_MS = 400;

/** Puts the workbench together; `begin` starts it for whoever is signed in. */
export function createWorkbench({ session, tab, authorizedFetch, events }: WorkbenchOptions) {
  const log = createOperationLog();
  const run = createOperationRunner(authorizedFetch, log);
  const state = createStore<WorkbenchState>({
    form: undefined,
    notice: undefined,
    me: undefined,
    isClaiming: false,
  });
  const place = createPlace(window);
  const queue = createQueue(run);
  const openCase = createOpenCase(run);
  const reference = createReference(run);
  const viewer = createViewer();
  const checks = createChecks(run);
  const who = () => session.who();
  const drafts = createDrafts(tab, () => who() ?? '');

  let refreshing: ReturnType<typeof setTimeout> | undefined;
  /** Many events in a row cost one reading. */
  const refreshSoon = () => {
    refreshing ??= setTimeout(() => {
      refreshing = undefined;
      void queue.refresh();
    }, REFRESH_MS);
  };

  const outbox = createOutbox({
    run,
    tab,
    who,
    onDone(id) {
      drafts.forget(id);
      refreshSoon();
    },
  });
  const catchUp = () => {
    refreshSoon();
    void checks.refresh();
    void openCase.catchUp();
    outbox.flush(false);
  };
  const watcher = createQueueWatcher(events, {
    onEvent(event) {
      refreshSoon();
      if (event.change === 'DECIDED') void checks.refresh();
      openCase.hear(event);
    },
    onReturn: catchUp,
  });

  const show = async (id: string) => {
    state.set({ form: undefined, notice: undefined });
    if (openCase.get().id === id && openCase.get().found) return;
    void reference.read().catch(() => undefined);
    viewer.reset();
    await openCase.open(id);
  };
  place.subscribe(() => {
    const { at } = place.get();
    if (at.view === 'case') void show(at.id);
    else openCase.close();
    if (at.view === 'checks') void checks.refresh();
  });

  return {
    log,
    run,
    place,
    queue,
    openCase,
    reference,
    drafts,
    outbox,
    watcher,
    viewer,
    checks,
    catchUp,
    get: state.get,
    subscribe: state.subscribe,

    /** Reads everything anew for whoever is signed in now, and follows the queue. */
    async begin() {
      state.set({ form: undefined, notice: undefined, me: undefined });
      watcher.start();
      const { at } = place.get();
      await Promise.all([
        queue.refresh(false),
        checks.refresh(),
        at.view === 'case' ? show(at.id) : undefined,
        run('WhoAmI', {}, { isQuiet: true }).then(
          ({ viewer }) => state.set({ me: viewer.id }),
          () => undefined,
        ),
      ]);
    },

    /** Stops following: nobody who reviews is signed in. */
    end() {
      watcher.stop();
      openCase.close();
    },

    /** Holds the most urgent free case of what is shown, and opens it. */
    claimNext: oneAtATime(async () => {
      const { choice, counts } = queue.get();
      state.set({ isClaiming: true });
      try {
        const filter = toFilter({ ...choice, view: choice.view === 'mine' ? 'open' : choice.view }, counts?.today);
        const { claimVerification: result } = await run('ClaimNext', { filter });
        if (result.__typename === 'ClaimVerificationSuccess') place.go({ view: 'case', id: result.verification.id });
        else state.set({ notice: result.message });
      } catch (error) {
        state.set({ notice: problemText(error) });
      } finally {
        state.set({ isClaiming: false });
      }
    }),

    /** Opens the form for a decision, and holds the case when nobody does. A decision needs no claim, so an outage closes nothing. */
    async decide(form: 'approve' | 'reject') {
      const { found } = openCase.get();
      if (found?.status !== 'SUBMITTED') return;
      state.set({ form, notice: undefined });
      if (found.claim === null && !(await openCase.claim())) state.set({ form: undefined });
    },

    /** Closes the form, whose draft is kept; without one, goes back to the queue. */
    stepBack() {
      if (state.get().form === undefined) place.go({ view: 'queue' });
      else state.set({ form: undefined });
    },

    /** Hands a decision over and goes back to the queue. */
    hand(about: string, decision: DecisionToSend) {
      outbox.put(about, decision);
      state.set({ form: undefined });
      place.go({ view: 'queue' });
    },

    /** Takes the newest decision back, or the one with this key, and opens its case again with its form. */
    undo(key?: string) {
      const decided = outbox.get().entries.findLast((one) => key === undefined || one.key === key)?.decision.kind;
      const id = outbox.undo(key);
      if (id === undefined) return;
      place.go({ view: 'case', id });
      state.set({ form: decided === 'reject' ? 'reject' : 'approve' });
    },

    /** Says of the open case, when it was drawn to be checked, whether one would have decided the same. */
    async check(agrees: boolean) {
      const { id } = openCase.get();
      if (id === undefined || !checks.get().rows.some((row) => row.id === id)) return;
      const note = drafts.of(id).note.trim();
      const said = await checks.check(id, agrees, note === '' ? undefined : note);
      state.set({ notice: said.message });
      if (!said.isKept) return;
      drafts.forget(id);
      place.go({ view: 'checks' });
    },

    /** Gives the open case back and returns to the queue. */
    release: oneAtATime(async () => {
      if (await openCase.release()) place.go({ view: 'queue' });
    }),
  };
}
