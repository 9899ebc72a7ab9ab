/** The ids of all members that a record tells of: members themselves, and what says whose it is. */
export function membersIn(record: unknown): readonly string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Uint8Array) return;
    if ('memberId' in value && typeof value.memberId === 'string') found.add(value.memberId);
    // What has a subject is a member.
    if ('subject' in value && 'id' in value && typeof value.id === 'string') found.add(value.id);
    Object.values(value).forEach(look);
  };
  look(record);
  return [...found];
}
