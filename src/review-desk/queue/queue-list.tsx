import { useEffect, useRef } from 'react';
import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';
import { clockWords, identityWord, methodWord, promiseWords } from '../parts/words.ts';
import type { QueueRow } from './queue-store.ts';

/** The cases that wait. One of them is on the keyboard's path; the arrows and j, k go on from there. */
export function QueueList() {
  const { workbench } = useDesk();
  const { rows, selected } = useStore(workbench.queue);
  const { me } = useStore(workbench);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // Only when the keyboard is in the list already: nobody's focus is taken away.
    if (!list.current?.contains(document.activeElement)) return;
    list.current.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [selected]);
  return (
    <ul className="rd-rows" aria-label="Cases that wait, the most urgent first" ref={list}>
      {rows.map((row) => (
        <li key={row.id}>
          <Row row={row} me={me} isSelected={row.id === selected} />
        </li>
      ))}
    </ul>
  );
}

function Row({ row, me, isSelected }: { row: QueueRow; me: string | undefined; isSelected: boolean }) {
  const { workbench } = useDesk();
  const { id, member, stage, method, claim, overdue, expectedResult } = row;
  const daysLeft = expectedResult?.workingDaysLeft ?? 0;
  const urgency = overdue ? 'late' : daysLeft === 0 ? 'today' : 'calm';
  const isMine = claim !== null && claim.reviewer.id === me;
  return (
    <button
      type="button"
      className={`rd-row rd-${urgency}`}
      tabIndex={isSelected ? 0 : -1}
      onFocus={() => workbench.queue.set({ selected: id })}
      onClick={() => workbench.place.go({ view: 'case', id })}
    >
      <span className="rd-row-who">
        <bdi className="rd-row-name">{member.name ?? 'No name'}</bdi>
        <span className="rd-row-what">
          {identityWord(member.identityType)} · {methodWord(method)}
        </span>
      </span>
      <span className="rd-row-stage">{stage.name}</span>
      <span className="rd-row-due">
        <span className="rd-promise">{promiseWords(daysLeft, overdue)}</span>
        {claim && (
          <span className={isMine ? 'rd-holder rd-holder-me' : 'rd-holder'}>
            {isMine ? 'yours' : <bdi>{claim.reviewer.name ?? 'a colleague'}</bdi>} until {clockWords(claim.until)}
          </span>
        )}
      </span>
    </button>
  );
}
