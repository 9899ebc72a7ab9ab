import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';
import { PANEL_WIDTH } from './panel-widths.ts';

/** Gives each panel of the side bar its own width when it is chosen: GraphiQL would keep that of the one before. */
export function KeepPanelWidth({ storage }: { storage: Pick<Storage, 'getItem'> }) {
  const visible = useGraphiQL(({ visiblePlugin }) => visiblePlugin?.title);
  useEffect(() => {
    const panel = document.querySelector<HTMLElement>('.graphiql-plugin');
    const width = storage.getItem(PANEL_WIDTH);
    if (visible !== undefined && panel && width !== null && Number(width) > 0) panel.style.flex = width;
  }, [visible, storage]);
  return null;
}
