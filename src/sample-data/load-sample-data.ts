import type { Deps } from '../application/deps.ts';
export async function loadSampleData(_deps: Deps): Promise<void> {}
