import type { GraphiQLPlugin } from '@graphiql/react';
import { useState } from 'react';
import { CollectionIcon } from './collection-icon.tsx';
import { PREPARED_OPERATIONS, type PreparedOperation } from './prepared-operations.ts';
import { useShowOperation } from './use-show-operation.ts';

/** The panel that lists every prepared operation and opens it in a tab. */
export const COLLECTION_PLUGIN: GraphiQLPlugin = { title: 'Collection', icon: CollectionIcon, content: Collection };

const GROUP_TITLES: Readonly<Record<string, string>> = {
  reviewer: 'For reviewers',
  supervisor: 'For supervisors',
  buyer: 'For buyers',
  service: 'For the marketplace’s services',
  operator: 'For operators',
};

function Collection() {
  const [wanted, setWanted] = useState('');
  const show = useShowOperation();
  const found = PREPARED_OPERATIONS.filter((operation) => isWanted(operation, wanted));
  const groups = [...new Set([...Object.keys(GROUP_TITLES), ...found.map(({ group }) => group)])];
  return (
    <div className="desk-panel">
      <h2>Collection</h2>
      <p>Prepared operations. One click opens it in a tab.</p>
      <label className="desk-search">
        Search
        <input type="search" value={wanted} onChange={({ target }) => setWanted(target.value)} />
      </label>
      <p role="status">
        {found.length} of {PREPARED_OPERATIONS.length} operations
      </p>
      {groups.map((group) => (
        <OperationGroup
          key={group}
          title={GROUP_TITLES[group] ?? group}
          operations={found.filter((operation) => operation.group === group)}
          open={(operation) => show?.(operation)}
        />
      ))}
    </div>
  );
}

interface OperationGroupProps {
  readonly title: string;
  readonly operations: readonly PreparedOperation[];
  readonly open: (operation: PreparedOperation) => void;
}

function OperationGroup({ title, operations, open }: OperationGroupProps) {
  if (operations.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul className="desk-operations">
        {operations.map((operation) => (
          <li key={operation.path}>
            <button type="button" onClick={() => open(operation)}>
              <strong>{operation.name}</strong> <span className="desk-kind">{operation.kind}</span>
              <span className="desk-operation-about">{operation.about}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function isWanted({ path, name, about, query }: PreparedOperation, wanted: string): boolean {
  const text = `${path} ${name} ${about} ${query}`.toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
