import { useState, type FormEvent } from 'react';
import { useDesk } from '../desk-context.ts';

/** Where the server has no sample people: a field for a bearer token, which this browser tab alone remembers. */
export function TokenField() {
  const { session } = useDesk();
  const [text, setText] = useState('');

  const signIn = (event: FormEvent) => {
    event.preventDefault();
    session.paste(text);
    setText('');
  };
  return (
    <form className="desk-field" onSubmit={signIn}>
      <label className="desk-field">
        Bearer token
        <input
          className="desk-select"
          type="password"
          autoComplete="off"
          spellCheck={false}
          required
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <button type="submit" className="desk-button">
        Sign in
      </button>
    </form>
  );
}
