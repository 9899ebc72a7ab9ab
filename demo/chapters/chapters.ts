import type { Demo } from '../demo.ts';
import { rejectAndTryAgain } from './reject-and-try-again.ts';
import { showPages } from './show-pages.ts';
import { sumUp } from './sum-up.ts';
import { unlockBySpending } from './unlock-by-spending.ts';
import { verifyByEmail } from './verify-by-email.ts';
import { verifyByMaterials } from './verify-by-materials.ts';
import { verifyByTaxNumber } from './verify-by-tax-number.ts';

/** A part of the story. Throws DemoError when something is not as expected. */
export interface Chapter {
  readonly title: string;
  readonly play: (demo: Demo) => Promise<void>;
}

/** The story, from the first page to the summary. */
export const chapters: readonly Chapter[] = [
  { title: 'What a buyer can be, and what there is to unlock', play: showPages },
  { title: 'Eight identities, each verified by its materials', play: verifyByMaterials },
  { title: 'A tax number', play: verifyByTaxNumber },
  { title: 'A business email address', play: verifyByEmail },
  { title: 'A rejection, its remedy, and a second run', play: rejectAndTryAgain },
  { title: 'Spending instead of a verification', play: unlockBySpending },
  { title: 'Summary', play: sumUp },
];
