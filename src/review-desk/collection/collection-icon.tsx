/** A pile of cards. */
export function CollectionIcon() {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <rect x="3" y="10" width="18" height="11" rx="2" />
      <path d="M5.5 6.5h13M8 3h8" strokeLinecap="round" />
    </svg>
  );
}
