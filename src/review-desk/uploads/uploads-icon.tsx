/** An arrow that leaves a tray. */
export function UploadsIcon({ className }: { className?: string }) {
  return (
    <svg
      className={className}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M12 16V3.5M7 8.5l5-5 5 5M3.5 15v4a2 2 0 0 0 2 2h13a2 2 0 0 0 2-2v-4" />
    </svg>
  );
}
