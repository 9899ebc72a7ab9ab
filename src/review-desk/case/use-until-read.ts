import { useEffect } from 'react';
import { useDesk } from '../desk-context.ts';
import type { Case } from './case-store.ts';
import { materialsOf } from './found-facts.ts';

const EVERY_MS = 4000;

/** Reads the case again, every few seconds, until its materials are inspected and read. */
export function useUntilRead(found: Case): void {
  const { openCase } = useDesk().workbench;
  const isWaiting = materialsOf(found).some(
    ({ inspection, reading }) =>
      inspection.state === 'PENDING' || (inspection.state === 'INSPECTED' && reading.state === 'PENDING'),
  );
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setInterval(() => void openCase.catchUp(), EVERY_MS);
    return () => clearInterval(timer);
  }, [isWaiting, openCase]);
}
