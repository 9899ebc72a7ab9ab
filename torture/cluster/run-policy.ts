import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The stages of a run, from the lowest, with the spend (minor units of USD) that opens each. */
export const runStages = [
  { code: 'STANDARD', name: 'Standard', spend: null },
  { code: 'SILVER', name: 'Silver', spend: 100_000 },
  { code: 'GOLD', name: 'Gold', spend: 500_000 },
  { code: 'PLATINUM', name: 'Platinum', spend: 2_000_000 },
] as const;

/** The chances of each method, as the shipped policy gives them. */
export const RUN_CHANCES = 5;

/** Writes the policy of a run: every method opens every stage, claims lapse soon, and codes can be sent all the time. Returns the file. */
export async function writeRunPolicy(folder: string): Promise<string> {
  const stages = runStages.map(({ code, name, spend }) =>
    spend === null ? { code, name } : { code, name, spend, methods: ['MATERIALS', 'TAX_NUMBER', 'EMAIL'] },
  );
  const policy = {
    marketplace: { name: 'Torture Market' },
    currency: 'USD',
    benefits: [],
    stages,
    chances: { MATERIALS: RUN_CHANCES, TAX_NUMBER: RUN_CHANCES, EMAIL: RUN_CHANCES },
    review: { earliestWorkingDay: 2, latestWorkingDay: 4, claimMinutes: 1 },
    calendar: { country: 'US', timeZone: 'America/New_York', weekend: [6, 0] },
    materials: { maxFileMegabytes: 1, maxTotalMegabytes: 100, maxFiles: 20, linkMinutes: 5 },
    emailCode: { minutesValid: 10, resendSeconds: 1, perHour: { address: 1000, member: 1000, overall: 1_000_000 } },
    emailDomains: { refuseFree: true, refuseDisposable: true },
  };
  const file = join(folder, 'policy.yaml');
  // JSON is YAML as well.
  await writeFile(file, JSON.stringify(policy, undefined, 2));
  return file;
}
