import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';
import { identityWord, isIdentityType, isMethod, methodWord } from '../parts/words.ts';
import { VIEWS, type View } from './queue-filter.ts';

const VIEW_WORDS: Readonly<Record<View, string>> = {
  open: 'All',
  overdue: 'Overdue',
  dueToday: 'Due today',
  mine: 'Mine',
  awaitingSecondReview: 'Second review',
};

/** Which part of the queue is shown: by urgency, by stage, method and identity. */
export function QueueFilters() {
  const { workbench } = useDesk();
  const { queue } = workbench;
  const { choice, counts } = useStore(queue);
  const views = VIEWS.filter((view) => view !== 'awaitingSecondReview' || counts?.[view] || choice.view === view);
  return (
    <div className="rd-filters">
      <div className="rd-views" role="group" aria-label="Part of the queue">
        {views.map((view) => (
          <button
            key={view}
            type="button"
            className={`rd-view rd-view-${view}`}
            aria-pressed={choice.view === view}
            onClick={() => void queue.choose({ view })}
          >
            {VIEW_WORDS[view]} <span className="rd-count">{counts?.[view].toLocaleString('en') ?? '–'}</span>
          </button>
        ))}
      </div>
      <div className="rd-selects">
        <Choice
          label="Stage"
          value={choice.stage}
          options={counts?.byStage.map(({ stage, open }) => [stage.code, `${stage.name} (${open})`]) ?? []}
          onChoose={(stage) => void queue.choose({ stage })}
        />
        <Choice
          label="Method"
          value={choice.method}
          options={counts?.byMethod.map(({ method, open }) => [method, `${methodWord(method)} (${open})`]) ?? []}
          onChoose={(text) => void queue.choose({ method: text !== undefined && isMethod(text) ? text : undefined })}
        />
        <Choice
          label="Identity"
          value={choice.identityType}
          options={
            counts?.byIdentityType.map(({ identityType, open }) => [
              identityType,
              `${identityWord(identityType)} (${open})`,
            ]) ?? []
          }
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
      {/* What was chosen stays in the menu, also when none of it is left. */}
      {value !== undefined && options.every(([code]) => code !== value) && (
        <option value={value}>{label}: none left</option>
      )}
      {options.map(([code, words]) => (
        <option key={code} value={code}>
          {words}
        </option>
      ))}
    </select>
  );
}
