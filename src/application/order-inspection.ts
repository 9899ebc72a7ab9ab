import type { Session } from '../database/database.ts';
import { addJob } from '../database/job-queue.ts';

/** The job that looks at a file. */
export const INSPECT_MATERIAL = 'inspect_material';

/** How many lines the jobs stand in. A member's stand in one, so that whoever hands many costly files in makes nobody else wait. */
const LINES = 256;

/** Has a material inspected; at once, or in so many milliseconds. Ordering it again moves the order that waits. */
export async function orderInspection(
  session: Session,
  material: { readonly id: string; readonly memberId: string },
  delay?: number,
): Promise<void> {
  const line = Number.parseInt(material.memberId.replaceAll('-', '').slice(-4), 16) % LINES;
  await addJob(
    session,
    INSPECT_MATERIAL,
    { material: material.id },
    {
      key: `${material.id}#${INSPECT_MATERIAL}`,
      line: `inspection ${line}`,
      ...(delay === undefined ? {} : { delay }),
    },
  );
}
