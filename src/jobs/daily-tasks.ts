import type { Task } from 'graphile-worker';
import { z } from 'zod';
import type { Deps } from '../application/deps.ts';
import { remindOfDrafts } from '../application/remind-of-drafts.ts';
import { remindOfDueCases } from '../application/remind-of-due-cases.ts';
import { addJob } from '../database/job-queue.ts';
import { addDays, isCalendarDay, isWorkingDay, type CalendarDay } from '../domain/working-days.ts';
import { applyRetention } from './apply-retention.ts';
import { createTimedTask } from './timed-task.ts';

/** Something that is done once a day, at an hour of the operator's day, by one of all servers. */
interface DailyTask {
  readonly name: string;
  readonly hour: number;
  readonly isOn: (day: CalendarDay) => boolean;
  readonly work: () => Promise<void>;
}

/** Before anybody works, and after the clocks were put forward or back. */
const NIGHT = 4;
/** A search for a day ends after so many. */
const LONGEST_PAUSE_IN_DAYS = 400;

/** What is done every day, and how the first of each is put into the queue. */
export interface DailyTasks {
  readonly tasks: Readonly<Record<string, Task>>;
  /** Adds each task's next job, unless the queue has it already. */
  schedule(): Promise<void>;
}

/**
 * Each day's job has a key of its own, so that it is there once however many servers add it; it adds the next one before it
 * does its work. A job whose time came while every server was down is done late.
 */
export function createDailyTasks(deps: Deps, onInfo: (message: string) => void): DailyTasks {
  const { calendar, policy } = deps;
  const daily: readonly DailyTask[] = [
    { name: 'apply_retention', hour: NIGHT, isOn: () => true, work: () => applyRetention(deps, onInfo) },
    { name: 'remind_of_drafts', hour: policy.reminders.hour, isOn: () => true, work: () => remindOfDrafts(deps) },
    {
      name: 'remind_of_due_cases',
      hour: policy.reminders.hour,
      isOn: (day) => isWorkingDay(day, calendar),
      work: () => remindOfDueCases(deps),
    },
  ];

  const addNext = async ({ name, hour, isOn }: DailyTask, after: Date) => {
    const today = calendar.today(after);
    const days = Array.from({ length: LONGEST_PAUSE_IN_DAYS }, (_, step) => addDays(today, step));
    const day = days.find((one) => isOn(one) && calendar.hourOfDay(one, hour) > after);
    if (day === undefined) return;
    const runAt = calendar.hourOfDay(day, hour);
    await addJob(deps.database.session(), name, { day }, { key: `${day}#${name}`, runAt });
  };
  const toTask = (task: DailyTask) =>
    createTimedTask(deps, {
      payload: z.object({ day: z.string().refine(isCalendarDay) }),
      dueAt: ({ day }) => calendar.hourOfDay(day, task.hour),
      async work() {
        await addNext(task, deps.now());
        await task.work();
      },
    });

  return {
    tasks: Object.fromEntries(daily.map((task) => [task.name, toTask(task)])),
    async schedule() {
      for (const task of daily) await addNext(task, deps.now());
    },
  };
}
