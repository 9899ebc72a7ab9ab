/**
 * PostgreSQL's codes for «not reachable», «shutting down», «too busy», «took too long» and «deadlock», and the network's own;
 * 08P01 is a statement that can't be read.
 */
const outageCodes =
  /^(08(?!P01)\w{3}|57P0\d|53\d{3}|57014|55P03|40P01|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;

/** Whether something failed because the database, or the network to it, is away or too busy for the moment: trying again later helps. */
export function isDatabaseAway(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  if ('code' in fault && typeof fault.code === 'string' && outageCodes.test(fault.code)) return true;
  if (/timeout exceeded when trying to connect|Connection terminated|is not queryable/i.test(fault.message))
    return true;
  return fault.cause !== undefined && isDatabaseAway(fault.cause);
}
