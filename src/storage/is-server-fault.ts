const serverFaults = new Set([
  'EACCES',
  'EDQUOT',
  'EFBIG',
  'EIO',
  'EMFILE',
  'ENFILE',
  'ENOENT',
  'ENOSPC',
  'EPERM',
  'EROFS',
]);

/** Whether a stream failed because of this machine (a full disk, no descriptors left) and not because of its sender. */
export function isServerFault(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && serverFaults.has(error.code);
}
