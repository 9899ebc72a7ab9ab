import { explorerPlugin } from '@graphiql/plugin-explorer';
import type { GraphiQLPlugin } from '@graphiql/react';
import { HISTORY_PLUGIN } from 'graphiql';
import { COLLECTION_PLUGIN } from '../collection/collection-plugin.tsx';
import { UPLOADS_PLUGIN } from '../uploads/uploads-plugin.tsx';
import { REVIEW_PLUGIN } from './review-plugin.tsx';

/** The panels of GraphiQL's side bar below the documentation, from top to bottom. GraphiQL wants the same array always. */
export const PLUGINS: GraphiQLPlugin[] = [
  REVIEW_PLUGIN,
  COLLECTION_PLUGIN,
  UPLOADS_PLUGIN,
  explorerPlugin(),
  HISTORY_PLUGIN,
];
