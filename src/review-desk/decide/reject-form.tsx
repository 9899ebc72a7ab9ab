import type { Case } from '../case/case-store.ts';
import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';
import { BuyerMessage } from './buyer-message.tsx';
import { DecisionForm } from './decision-form.tsx';
import { fittingReasons, type ReasonGroup } from './fitting-reasons.ts';
import type { DraftReason } from './kept-forms.ts';

/** Takes the reasons of a rejection, material by material, beside what the buyer will read. */
export function RejectForm({ found }: { found: Case }) {
  const { workbench } = useDesk();
  const { drafts } = workbench;
  useStore(drafts);
  const { reasons: rules } = useStore(workbench.reference);
  const { id, version, member } = found;
  const { reasons, note } = drafts.of(id);
  const groups = fittingReasons(found, rules);
  const given = reasons.filter(({ code, material }) =>
    groups.some((group) => idOf(group) === material && group.rules.some((rule) => rule.code === code)),
  );
  return (
    <DecisionForm
      found={found}
      title="Reject"
      send="Reject"
      missing={given.length === 0 ? 'Choose at least one reason.' : undefined}
      onSend={() =>
        workbench.hand(member.name ?? 'No name', {
          kind: 'reject',
          variables: {
            verification: id,
            version,
            reasons: given.map(({ code, material }) => (material === null ? { code } : { code, material })),
            ...(note.trim() === '' ? {} : { note: note.trim() }),
          },
        })
      }
    >
      <p className="rd-quiet">What no reason names is accepted, and kept for the buyer’s next run.</p>
      {groups.map((group, at) => (
        <Reasons
          key={idOf(group) ?? 'whole'}
          group={group}
          isFirst={at === 0}
          given={given}
          onChange={(next) => drafts.change(id, { reasons: [...next] })}
        />
      ))}
      <BuyerMessage found={found} given={given} groups={groups} />
    </DecisionForm>
  );
}

interface ReasonsProps {
  readonly group: ReasonGroup;
  readonly isFirst: boolean;
  readonly given: readonly DraftReason[];
  readonly onChange: (given: readonly DraftReason[]) => void;
}

function Reasons({ group, isFirst, given, onChange }: ReasonsProps) {
  const material = idOf(group);
  const isGiven = (code: string) => given.some((one) => one.code === code && one.material === material);
  return (
    <fieldset className="rd-reasons">
      <legend>
        {group.title}
        {group.material && (
          <span className="rd-quiet">
            {' '}
            <bdi>{group.material.fileName}</bdi>
          </span>
        )}
      </legend>
      {group.rules.map(({ code, message }, at) => (
        <label key={code} className={isGiven(code) ? 'rd-reason rd-chosen' : 'rd-reason'}>
          <input
            type="checkbox"
            checked={isGiven(code)}
            data-first={isFirst && at === 0 ? '' : undefined}
            onChange={({ target }) =>
              onChange(
                target.checked
                  ? [...given, { code, material }]
                  : given.filter((one) => one.code !== code || one.material !== material),
              )
            }
          />
          <span>{message}</span>
        </label>
      ))}
    </fieldset>
  );
}

function idOf({ material }: ReasonGroup): string | null {
  return material?.id ?? null;
}
