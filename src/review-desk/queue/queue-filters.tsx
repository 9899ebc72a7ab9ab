import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';
import { identityWords, isIdentityType, isMethod, methodWords } from '../parts/words.ts';
import { VIEWS, type View } from './queue-filter.ts';

const VIEW_WORDS: Readonly<Record<View, string>> = {
  open: 'All',
  overdue: 'Overdue',
  dueToday: 'Due today',
  mine: 'Mine',
};

/** Which part of the queue is shown: by urgency, by stage, method and identity. */
export function QueueFilters() {
  const { workbench } = useDesk();
  const { queue } = workbench;
  const { choice, counts, rows } = useStore(queue);
  const stages = [...new Map(rows.map(({ stage }) => [stage.code, stage.name]))];
  return (
    <div className="rd-filters">
      <div className="rd-views" role="group" aria-label="Part of the queue">
        {VIEWS.map((view) => (
          <button
            key={view}
            type="button"
            className={`rd-view rd-view-${view}`}
            aria-pressed={choice.view === view}
            onClick={() => void queue.choose({ view })}
          >
            {VIEW_WORDS[view]} <span className="rd-count">{counts?.[view].totalCount.toLocaleString('en') ?? '–'}</span>
          </button>
        ))}
      </div>
      <div className="rd-selects">
        <Choice
          label="Stage"
          value={choice.stage}
          options={choice.stage !== undefined && stages.length === 0 ? [[choice.stage, choice.stage]] : stages}
          onChoose={(stage) => void queue.choose({ stage })}
        />
        <Choice
          label="Method"
          value={choice.method}
          options={methodWords}
          onChoose={(text) => void queue.choose({ method: text !== undefined && isMethod(text) ? text : undefined })}
        />
        <Choice
          label="Identity"
          value={choice.identityType}
          options={identityWords}
          onChoose={(text) =>
            void queue.choose({ identityType: text !== undefined && isIdentityType(text) ? text : undefined })
          }
        />
      </div>
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [string, string])[];
  readonly onChoose: (value: string | undefined) => void;
}

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  return (
    <select
      className="rd-select"
      aria-label={label}
      value={value ?? ''}
      onChange={({ target }) => onChoose(target.value === '' ? undefined : target.value)}
    >
      <option value="">{label}: any</option>
      {options.map(([code, words]) => (
        <option key={code} value={code}>
          {words}
        </option>
      ))}
    </select>
  );
}
