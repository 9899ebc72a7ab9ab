import { ZodError } from 'zod';

/**
 * Why a job failed, as it may be kept and shown: a name and perhaps a code, such as `MailUnavailableError ECONNREFUSED`.
 * Never an address, a server's words or SQL.
 */
export class JobError extends Error {
  override readonly name = 'JobError';
  /** Trying again would not help: the job ends among the failed ones at once. */
  readonly isFinal: boolean;

  constructor(fault: string, options: { readonly isFinal?: boolean } = {}) {
    super(fault);
    this.isFinal = options.isFinal ?? false;
  }
}

/** What may be kept of any fault. A JobError stays as it is. */
export function toJobError(fault: unknown): JobError {
  if (fault instanceof JobError) return fault;
  const code = codeOf(fault);
  return new JobError(code === undefined ? nameOf(fault) : `${nameOf(fault)} ${code}`);
}

function nameOf(fault: unknown): string {
  if (fault instanceof ZodError) return 'PayloadInvalidError';
  if (!(fault instanceof Error) || !/^[A-Za-z]{1,60}$/.test(fault.name)) return 'Error';
  // The driver calls what the database refuses just so.
  return fault.name === 'error' ? 'DatabaseError' : fault.name;
}

/** The first code among a fault and its causes: of the database (`57P01`), the network (`ECONNRESET`) or the mail server (`550 5.1.1`). */
function codeOf(fault: unknown): string | undefined {
  if (!(fault instanceof Error)) return undefined;
  const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : '';
  return /^[A-Z0-9_]{1,40}( \d\.\d{1,3}\.\d{1,3})?$/.test(code) ? code : codeOf(fault.cause);
}
