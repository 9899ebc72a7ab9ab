import { useEffect, useRef, useState } from 'react';
import { SHORTCUTS } from './shortcuts.ts';
import { areShortcutsOn, switchShortcuts } from './shortcut-switch.ts';

const PLACES = { anywhere: 'Anywhere', queue: 'In the queue', case: 'In a case' } as const;
const KEY_WORDS: Readonly<Record<string, string>> = { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc' };
const PLACE_NAMES = ['anywhere', 'queue', 'case'] as const;

/** The overlay with all keys. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOn, setIsOn] = useState(areShortcutsOn);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog className="rd-help" ref={dialog} onClose={onClose} aria-labelledby="rd-help-title">
      <header>
        <h2 id="rd-help-title">Keys</h2>
        <button type="button" className="rd-small" onClick={() => dialog.current?.close()}>
          Close <kbd>Esc</kbd>
        </button>
      </header>
      <div className="rd-help-places">
        {PLACE_NAMES.map((place) => (
          <section key={place}>
            <h3>{PLACES[place]}</h3>
            <dl>
              {SHORTCUTS.filter(({ where }) => where === place).map(({ name, keys, does }) => (
                <div key={name}>
                  <dt>
                    {keys.map((key) => (
                      <kbd key={key}>{KEY_WORDS[key] ?? key}</kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p>
        In a form, <kbd>Ctrl</kbd> <kbd>Enter</kbd> sends it.
      </p>
      <label className="rd-check">
        <input
          type="checkbox"
          checked={isOn}
          onChange={({ target }) => {
            switchShortcuts(target.checked);
            setIsOn(target.checked);
          }}
        />
        Single keys work
      </label>
    </dialog>
  );
}
