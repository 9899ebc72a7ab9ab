import type { Page } from 'playwright-core';

/** What a decision took by keyboard. */
export interface MeasuredDecision {
  readonly keys: number;
  /** From the first key to the case on the screen, in milliseconds. */
  readonly opened: number;
  /** From the first key to the server's word that it is recorded, in milliseconds. */
  readonly recorded: number;
}

/** Claims the next case, approves it, and sends that at once, as fast as the page follows. */
export async function measureDecision(page: Page): Promise<MeasuredDecision> {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const began = performance.now();
  let keys = 0;
  const press = async (key: string) => {
    keys += 1;
    await page.keyboard.press(key);
  };
  await press('n');
  await button('Approve a').waitFor();
  const opened = performance.now() - began;
  await press('a');
  await button('Back Esc').waitFor();
  await press('Control+Enter');
  await button('Send now s').waitFor();
  await press('s');
  await page.locator('.rd-note-done').first().waitFor();
  const recorded = performance.now() - began;
  // It goes by itself, so that the next one's is not taken for it.
  await page.locator('.rd-note-done').waitFor({ state: 'detached' });
  return { keys, opened, recorded };
}
