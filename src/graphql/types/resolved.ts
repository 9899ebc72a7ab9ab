/** The type of a property that a field resolver answers: whatever the source has under that name, or nothing, is not returned. */
export type Resolved = unknown;
