import type { Case } from '../case/case-store.ts';
import { materialsOf } from '../case/found-facts.ts';
import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';
import { minorUnits, moneyWords, typedAmount } from '../parts/money.ts';

/** What the stage asks a statement to show, where this case has one; undefined: nothing has to be confirmed. */
export function statementWanted(found: Case) {
  const { statementRequired } = found.stage;
  const hasStatement =
    found.__typename === 'MaterialVerification' &&
    found.requirements.some(({ requirement }) => requirement.mustShow.includes('STATEMENT_AMOUNT'));
  return hasStatement ? (statementRequired ?? undefined) : undefined;
}

/** What was typed as the server takes it; undefined while something is missing or no amount. */
export function readStatement(typed: { amount: string; from: string; to: string }, currency: string) {
  const amount = minorUnits(typed.amount, currency);
  if (amount === undefined || typed.from === '' || typed.to === '' || typed.to < typed.from) return undefined;
  return { amount, currency, from: typed.from, to: typed.to };
}

/** What was read of a statement, as it would be typed, and in words; undefined when nothing was. */
function statementRead(found: Case, currency: string) {
  const facts = materialsOf(found).flatMap(({ reading }) => reading.facts);
  const money = facts.find(({ amount }) => amount?.currency === currency)?.amount;
  const period = facts.find((fact) => fact.period)?.period;
  if (!money && !period) return undefined;
  return {
    typed: {
      ...(money ? { amount: typedAmount(money) } : {}),
      ...(period ? { from: period.from, to: period.to } : {}),
    },
    words: [money && moneyWords(money), period && `${period.from} to ${period.to}`].filter(Boolean).join(', '),
  };
}

/** The fields for what the reviewer reads on the statement: the amount that flowed, and the period. */
export function StatementFields({ found }: { found: Case }) {
  const { workbench } = useDesk();
  const { drafts } = workbench;
  useStore(drafts);
  const wanted = statementWanted(found);
  if (!wanted) return null;
  const { statement } = drafts.of(found.id);
  const read = statementRead(found, wanted.amount.currency);
  const change = (part: Partial<typeof statement>) => drafts.change(found.id, { statement: { ...statement, ...part } });
  return (
    <fieldset className="rd-statement">
      <legend>What the statement shows</legend>
      <label>
        Amount that flowed, {wanted.amount.currency}
        <input
          inputMode="decimal"
          autoComplete="off"
          data-first
          value={statement.amount}
          onChange={({ target }) => change({ amount: target.value })}
        />
      </label>
      <label>
        First day
        <input type="date" value={statement.from} onChange={({ target }) => change({ from: target.value })} />
      </label>
      <label>
        Last day
        <input type="date" value={statement.to} onChange={({ target }) => change({ to: target.value })} />
      </label>
      {read && (
        <p>
          <button type="button" className="rd-small" onClick={() => change(read.typed)}>
            Take what was read
          </button>{' '}
          <bdi>{read.words}</bdi>. Compare it with the page.
        </p>
      )}
      <p className="rd-quiet">
        {found.stage.name} asks for {moneyWords(wanted.amount)} within at least {wanted.months} months. Confirm what is
        there, also when it is less: the highest stage that it reaches is unlocked.
      </p>
    </fieldset>
  );
}
