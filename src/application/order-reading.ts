import type { Session } from '../database/database.ts';
import { addJob } from '../database/job-queue.ts';

/** The task that reads a material. */
export const READ_MATERIAL = 'read_material';

/** Lets a material be read once the transaction commits; again, when it was read before. */
export async function orderReading(session: Session, materialId: string): Promise<void> {
  await addJob(session, READ_MATERIAL, { materialId }, { key: `${materialId}#read`, maxAttempts: 5 });
}
