import { REVIEW_TITLE } from './review-plugin.tsx';
import type { KeptStorage } from './storage-without-headers.ts';

const VISIBLE = 'graphiql:visiblePlugin';
/** Where GraphiQL keeps how wide its panel is, by how much the editor is. */
export const PANEL_WIDTH = 'graphiql:docExplorerFlex';
const DESK_WIDTH = 'graphiql:reviewDeskFlex';
/** The desk takes two thirds; the other panels are as wide as GraphiQL makes them. */
const FIRST_WIDTHS: Readonly<Record<string, string>> = { [PANEL_WIDTH]: '0.3333', [DESK_WIDTH]: '1.9' };

/** Keeps the desk's width apart from that of the other panels, all of which are one to GraphiQL. */
export function withPanelWidths(storage: KeptStorage): KeptStorage {
  const keyOf = (key: string) => (key === PANEL_WIDTH && storage.getItem(VISIBLE) === REVIEW_TITLE ? DESK_WIDTH : key);
  return {
    keys: () => storage.keys(),
    getItem: (key) => storage.getItem(keyOf(key)) ?? FIRST_WIDTHS[keyOf(key)] ?? null,
    setItem: (key, value) => storage.setItem(keyOf(key), value),
    removeItem: (key) => storage.removeItem(keyOf(key)),
  };
}
