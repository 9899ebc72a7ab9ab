import { useEffect, useState } from 'react';
import { useDesk } from '../desk-context.ts';
import { problemText } from '../operations/problem-text.ts';
import type { CaseMaterial } from './case-store.ts';

/** One page as it can be looked at. */
export type CasePage = CaseMaterial['inspection']['pages'][number];

/** The page that is looked at; undefined while it is on its way. */
interface WantedPage {
  readonly page: CasePage | undefined;
  readonly problem: string | undefined;
}

/** One page of a material: the first come with the case, further ones are asked for when somebody turns to them. */
export function usePage(verification: string, material: CaseMaterial, number: number): WantedPage {
  const { run } = useDesk().workbench;
  const [further, setFurther] = useState<readonly CasePage[]>([]);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const page = [...material.inspection.pages, ...further].find((one) => one.number === number);
  const isMissing = page === undefined && number <= (material.inspection.pageCount ?? 0);

  useEffect(() => {
    if (!isMissing) return undefined;
    let isWanted = true;
    const read = async () => {
      try {
        const { verification: found } = await run('ReadPages', { verification, after: number - 1 });
        if (!isWanted || !found || !('materials' in found)) return;
        const pages = found.materials.find(({ id }) => id === material.id)?.inspection.pages ?? [];
        setFurther((before) => [
          ...before.filter((one) => pages.every((other) => other.number !== one.number)),
          ...pages,
        ]);
        setProblem(undefined);
      } catch (error) {
        if (isWanted) setProblem(problemText(error));
      }
    };
    void read();
    return () => {
      isWanted = false;
    };
  }, [run, verification, material.id, number, isMissing]);

  return { page, problem };
}
