import type { Cluster } from '../cluster/cluster.ts';
import type { History } from '../history/history.ts';
import type { Fault, PlannedFault } from '../plan/plan.ts';
import type { Progress } from '../progress.ts';
import type { MailTroubleSink } from '../sinks/mail-sink.ts';
import { TortureError } from '../torture-error.ts';

/** What breaks things, by plan. */
export interface Nemesis {
  /** Resolves once every planned fault has come. */
  readonly done: Promise<void>;
  /** Ends every fault that lasts, and lets all things run. */
  heal(): Promise<void>;
}

/** What there is to break. */
export interface NemesisOptions {
  readonly cluster: Cluster;
  readonly mails: MailTroubleSink;
  readonly history: History;
  readonly faults: readonly PlannedFault[];
  readonly progress: Progress;
}

/** Begins to break things, each when its step has come. */
export function unleashNemesis({ cluster, mails, history, faults, progress }: NemesisOptions): Nemesis {
  const lasting = new Set<() => void>();

  /** Ends a fault after its time, or when all heals. */
  const endAfter = (fault: Extract<Fault, { lasts: number }>, server: number | undefined, end: () => void) => {
    const over = () => {
      if (!lasting.delete(over)) return;
      clearTimeout(timer);
      end();
      history.add({ entry: 'HEALED', fault: fault.fault, ...(server === undefined ? {} : { server }) });
    };
    lasting.add(over);
    const timer = setTimeout(over, fault.lasts);
  };

  /** The planned server, or the next that is up: what breaks all the time must not hold the work up. */
  const victim = async ({ server }: { readonly server: number }) => {
    const { seats } = cluster;
    const inOrder = seats
      .map((_, index) => seats[(server + index) % seats.length])
      .filter((seat) => seat !== undefined);
    await Promise.race(inOrder.map((seat) => seat.untilUp()));
    return inOrder.find((seat) => seat.isUp) ?? inOrder[0];
  };

  const strike = async (fault: Fault) => {
    const seat = 'server' in fault ? await victim(fault) : undefined;
    const where = seat ? { server: seat.index } : {};
    history.add({ entry: 'FAULT', fault: fault.fault, lasts: 'lasts' in fault ? fault.lasts : 0, ...where });
    switch (fault.fault) {
      case 'KILL':
        seat?.kill(fault.lasts);
        break;
      case 'STOP':
        endAfter(fault, seat?.index, seat?.freeze() ?? (() => undefined));
        break;
      case 'CUT':
        seat?.way.cut();
        endAfter(fault, seat?.index, () => seat?.way.mend());
        break;
      case 'RESTART':
        if (cluster.database.restart === undefined) throw new TortureError('This database is not ours to restart.');
        await cluster.database.restart();
        history.add({ entry: 'HEALED', fault: fault.fault });
        break;
      case 'REFUSE_MAIL':
      case 'SWALLOW_ANSWERS':
        mails.setMood(fault.fault);
        endAfter(fault, undefined, () => mails.setMood('WELL'));
        break;
    }
  };

  const strikeAll = async () => {
    for (const fault of faults) {
      await progress.reached(fault.afterSteps);
      await strike(fault);
      progress.faultCame();
    }
  };

  return {
    done: strikeAll(),
    async heal() {
      for (const over of lasting) over();
      mails.setMood('WELL');
      await Promise.all(cluster.seats.map((seat) => seat.untilUp()));
    },
  };
}
