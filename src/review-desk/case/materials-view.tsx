import { useEffect } from 'react';
import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';
import type { Case, CaseMaterial } from './case-store.ts';
import { foundFacts, type FoundFact } from './found-facts.ts';
import { PageFrame } from './page-frame.tsx';
import { PageMarks } from './page-marks.tsx';
import { SeenBefore } from './seen-before.tsx';
import { usePage } from './use-page.ts';

type MaterialCase = Extract<Case, { __typename: 'MaterialVerification' }>;

/** The materials, one at a time: which there are, and the one that is looked at. */
export function MaterialsView({ found }: { found: MaterialCase }) {
  const { workbench } = useDesk();
  const { viewer } = workbench;
  const { material: index } = useStore(viewer);
  const all = found.requirements.flatMap(({ requirement, materials }) =>
    materials.map((material) => ({ material, label: requirement.label })),
  );
  useEffect(() => viewer.set({ materials: all.length }), [viewer, all.length]);
  const at = index < all.length ? index : 0;
  const shown = all[at];
  if (!shown) return <p className="rd-quiet">No materials were handed in.</p>;
  return (
    <section className="rd-materials" aria-label="Materials">
      <div className="rd-material-tabs" role="group" aria-label="Choose a material">
        {all.map(({ material, label }, nth) => (
          <button
            key={material.id}
            type="button"
            className="rd-material-tab"
            aria-pressed={material.id === shown.material.id}
            onClick={() => viewer.show(nth, 1)}
          >
            {label}
            {material.keptFromEarlierRun && <span className="rd-quiet"> · accepted before</span>}
            {material.resemblances.length > 0 && <span className="rd-seen-tag"> · seen before</span>}
          </button>
        ))}
      </div>
      <Shown
        key={shown.material.id}
        verification={found.id}
        material={shown.material}
        label={shown.label}
        facts={foundFacts(found).filter(({ material }) => material === at)}
      />
    </section>
  );
}

interface ShownProps {
  readonly verification: string;
  readonly material: CaseMaterial;
  readonly label: string;
  /** What was read of it. */
  readonly facts: readonly FoundFact[];
}

function Shown({ verification, material, label, facts }: ShownProps) {
  const { workbench } = useDesk();
  const { viewer } = workbench;
  const { page: number } = useStore(viewer);
  const { fileName, mediaType, bytes, link, inspection } = material;
  const { page, problem } = usePage(verification, material, number);
  const pages = inspection.pageCount ?? 1;
  useEffect(() => viewer.set({ pages }), [viewer, pages]);
  const turnTo = (wanted: number) => {
    if (wanted >= 1 && wanted <= pages && wanted !== number) viewer.nextPage(Math.trunc(wanted) - number);
  };
  const about = `${label}: ${fileName}${pages > 1 ? `, page ${number} of ${pages}` : ''}`;
  const warnings = inspection.warnings.filter((warning) => warning.page === number);
  return (
    <>
      <SeenBefore resemblances={material.resemblances} />
      {inspection.state === 'PENDING' && (
        <p className="rd-notice" role="status">
          This file is being looked at; its pages appear in a moment.
        </p>
      )}
      {inspection.refusal && (
        <p className="rd-notice rd-bad" role="status">
          It can’t be opened: {inspection.refusal.message}
        </p>
      )}
      {problem !== undefined && (
        <p className="rd-notice rd-bad" role="alert">
          {problem}
        </p>
      )}
      {warnings.map(({ code, message }) => (
        <p className="rd-notice" key={code}>
          {message}
        </p>
      ))}
      {page && (
        <PageFrame
          key={`${material.id} ${page.number}`}
          url={page.image.url}
          about={about}
          ratio={page.width / page.height}
        >
          <PageMarks facts={facts} page={page.number} />
        </PageFrame>
      )}
      {!page && inspection.state === 'INSPECTED' && problem === undefined && (
        <p className="rd-quiet" role="status">
          Page {number} is on its way…
        </p>
      )}
      {pages > 1 && (
        <div className="rd-pages" role="group" aria-label="Pages">
          <button type="button" className="rd-small" disabled={number <= 1} onClick={() => viewer.nextPage(-1)}>
            Previous page
          </button>
          <label>
            Page{' '}
            <input
              key={number}
              className="rd-page-number"
              type="number"
              min={1}
              max={pages}
              defaultValue={number}
              onFocus={({ target }) => target.select()}
              onBlur={({ target }) => turnTo(target.valueAsNumber)}
              onKeyDown={({ key, currentTarget }) => {
                if (key === 'Enter') turnTo(currentTarget.valueAsNumber);
              }}
            />{' '}
            of {pages}
          </label>
          <button type="button" className="rd-small" disabled={number >= pages} onClick={() => viewer.nextPage(1)}>
            Next page
          </button>
        </div>
      )}
      <p className="rd-file">
        {inspection.state === 'REFUSED' ? (
          <bdi>{fileName}</bdi>
        ) : (
          <a href={link.url} target="_blank" rel="noreferrer">
            <bdi>{fileName}</bdi>
          </a>
        )}{' '}
        <span className="rd-quiet">
          {mediaType}, {Math.ceil(bytes / 1024).toLocaleString('en')} KB
        </span>
      </p>
    </>
  );
}
