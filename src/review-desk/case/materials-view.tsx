import { useEffect } from 'react';
import { useDesk } from '../desk-context.ts';
import { useStore } from '../parts/store.ts';
import type { Case, CaseMaterial } from './case-store.ts';
import { PageFrame } from './page-frame.tsx';

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
  const shown = all[index] ?? all[0];
  if (!shown) return <p className="rd-quiet">No materials were handed in.</p>;
  return (
    <section className="rd-materials" aria-label="Materials">
      <div className="rd-material-tabs" role="group" aria-label="Choose a material">
        {all.map(({ material, label }, at) => (
          <button
            key={material.id}
            type="button"
            className="rd-material-tab"
            aria-pressed={material.id === shown.material.id}
            onClick={() => viewer.show(at, 1)}
          >
            {label}
            {material.keptFromEarlierRun && <span className="rd-quiet"> · accepted before</span>}
          </button>
        ))}
      </div>
      <Shown material={shown.material} label={shown.label} />
    </section>
  );
}

function Shown({ material, label }: { material: CaseMaterial; label: string }) {
  const { fileName, mediaType, bytes, link } = material;
  const isImage = mediaType.startsWith('image/');
  return (
    <>
      {isImage ? (
        <PageFrame key={material.id} url={link.url} about={`${label}: ${fileName}`} />
      ) : (
        <p className="rd-quiet">A document. Open the file to read it.</p>
      )}
      <p className="rd-file">
        <a href={link.url} target="_blank" rel="noreferrer">
          <bdi>{fileName}</bdi>
        </a>{' '}
        <span className="rd-quiet">
          {mediaType}, {Math.ceil(bytes / 1024).toLocaleString('en')} KB
        </span>
      </p>
    </>
  );
}
