import type { GraphiQLPlugin } from '@graphiql/react';
import { DeskSlot } from './desk-slot.tsx';

/** The name by which GraphiQL knows the review desk. */
export const REVIEW_TITLE = 'Review desk';

/** The review desk in GraphiQL's side bar. */
export const REVIEW_PLUGIN: GraphiQLPlugin = { title: REVIEW_TITLE, icon: ReviewIcon, content: DeskSlot };

/** A sheet with a tick. */
function ReviewIcon() {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <rect x="4" y="3" width="16" height="18" rx="2" />
      <path d="M8 12.5l2.8 2.8L16 9.5M8 6.5h8" />
    </svg>
  );
}
