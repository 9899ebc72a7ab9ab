import type { Demo } from '../demo.ts';
import { showMoney } from '../show-money.ts';

/** What a buyer sees before anything else: the selection page and the stages. */
export async function showPages({ transcript, pages }: Demo): Promise<void> {
  transcript.scene('Identities, and the materials that each must hand in');
  for (const { type, requirements } of pages.identityTypes) {
    const materials = requirements.map(({ label, mustShow }) => `${label} (${mustShow.join(', ')})`);
    transcript.row(type, materials.join(' · '));
  }
  transcript.scene('Stages, and what opens them');
  for (const { name, methods, spendRequired, benefits } of pages.stages) {
    const paths = [...methods, ...(spendRequired ? [`${showMoney(spendRequired)} of orders`] : [])].join(', ');
    transcript.row(name, `${paths || 'everyone has it'}: ${benefits.map((one) => one.name).join(', ')}`);
  }
}
