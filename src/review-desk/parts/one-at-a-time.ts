/** Makes an act that does nothing more while it is under way: whoever clicks again out of impatience does not double it. */
export function oneAtATime<Answer>(act: () => Promise<Answer>): () => Promise<Answer> {
  let running: Promise<Answer> | undefined;
  return () => {
    running ??= act().finally(() => {
      running = undefined;
    });
    return running;
  };
}
