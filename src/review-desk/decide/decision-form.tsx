import { useEffect, useRef, type FormEvent, type ReactNode } from 'react';
import type { Case } from '../case/case-store.ts';
import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';

interface DecisionFormProps {
  readonly found: Case;
  readonly title: string;
  /** What the button says. */
  readonly send: string;
  /** Undefined: it can be sent; else what is still missing. */
  readonly missing: string | undefined;
  readonly onSend: () => void;
  readonly children: ReactNode;
}

/** The frame of both decisions: its own part, the private note, and the way out. Ctrl and Enter send it. */
export function DecisionForm({ found, title, send, missing, onSend, children }: DecisionFormProps) {
  const { workbench } = useDesk();
  const { drafts } = workbench;
  useStore(drafts);
  const { note } = drafts.of(found.id);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-first], .rd-primary')?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (missing === undefined) onSend();
  };
  return (
    <form
      className="rd-form"
      ref={form}
      onSubmit={submit}
      aria-labelledby="rd-form-title"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit();
      }}
    >
      <h4 id="rd-form-title">{title}</h4>
      {children}
      <label className="rd-note">
        Private note, never shown to the buyer
        <textarea
          rows={2}
          maxLength={2000}
          dir="auto"
          value={note}
          onChange={({ target }) => drafts.change(found.id, { note: target.value })}
        />
      </label>
      <div className="rd-form-ends">
        <button type="submit" className="rd-primary" aria-disabled={missing !== undefined} data-send>
          {send} <kbd>Ctrl ⏎</kbd>
        </button>
        <button type="button" className="rd-button" onClick={() => workbench.stepBack()}>
          Back <kbd>Esc</kbd>
        </button>
        <p className="rd-quiet" role="status">
          {missing}
        </p>
      </div>
    </form>
  );
}
