/** What of a fault may be logged: its name, code and places in the code, never its message, which may hold data. */
export function faultFields(fault: unknown): object {
  if (!(fault instanceof Error)) return { fault: typeof fault };
  const places = fault.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8);
  const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : undefined;
  return { fault: fault.name, code, places };
}
