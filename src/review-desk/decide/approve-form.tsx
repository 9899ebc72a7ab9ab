import type { Case } from '../case/case-store.ts';
import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';
import { DecisionForm } from './decision-form.tsx';
import { readStatement, StatementFields, statementWanted } from './statement-fields.tsx';

/** Says what an approval brings about, takes what the statement shows where the stage asks for one, and takes the approval. */
export function ApproveForm({ found }: { found: Case }) {
  const { workbench } = useDesk();
  const { drafts } = workbench;
  useStore(drafts);
  const { id, version, member, stage, firstReview } = found;
  const { note, statement } = drafts.of(id);
  const wanted = statementWanted(found);
  const confirmedStatement = wanted && readStatement(statement, wanted.amount.currency);
  const common = { verification: id, version, ...(note.trim() === '' ? {} : { note: note.trim() }) };
  return (
    <DecisionForm
      found={found}
      title="Approve"
      send="Approve"
      missing={wanted && !confirmedStatement ? 'Say what the statement shows: the amount, and the period.' : undefined}
      onSend={() =>
        workbench.hand(
          member.name ?? 'No name',
          confirmedStatement
            ? { kind: 'approveStatement', variables: { ...common, confirmedStatement } }
            : { kind: 'approve', variables: common },
        )
      }
    >
      <StatementFields found={found} />
      {stage.secondReview && !firstReview ? (
        <p>
          <strong>{stage.name}</strong> takes two reviewers: yours is kept, and another one decides as well.
        </p>
      ) : (
        <p>
          It unlocks <strong>{stage.name}</strong> and every stage below it for{' '}
          <bdi>{member.name ?? 'this member'}</bdi>. The buyer is told at once, by push and mail.
        </p>
      )}
    </DecisionForm>
  );
}
