import type { Case } from '../case/case-store.ts';
import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';
import { DecisionForm } from './decision-form.tsx';

/** Says what an approval brings about, and takes it. */
export function ApproveForm({ found }: { found: Case }) {
  const { workbench } = useDesk();
  const { drafts } = workbench;
  useStore(drafts);
  const { id, version, member, stage } = found;
  const { note } = drafts.of(id);
  return (
    <DecisionForm
      found={found}
      title="Approve"
      send="Approve"
      missing={undefined}
      onSend={() =>
        workbench.hand(member.name ?? 'No name', {
          kind: 'approve',
          variables: { verification: id, version, ...(note.trim() === '' ? {} : { note: note.trim() }) },
        })
      }
    >
      <p>
        It unlocks <strong>{stage.name}</strong> and every stage below it for <bdi>{member.name ?? 'this member'}</bdi>.
        The buyer is told at once, by push and mail.
      </p>
    </DecisionForm>
  );
}
