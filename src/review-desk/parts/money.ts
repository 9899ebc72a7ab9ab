/** How many digits of an amount stand after the point. */
function digitsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** An amount in minor units as people write it: `USD 1,234.50`. */
export function moneyWords({ amount, currency }: { readonly amount: number; readonly currency: string }): string {
  const digits = digitsOf(currency);
  const number = (amount / 10 ** digits).toLocaleString('en', { minimumFractionDigits: digits });
  return `${currency} ${number}`;
}

/** An amount in minor units as it is typed into a field: `1234.50`. */
export function typedAmount({ amount, currency }: { readonly amount: number; readonly currency: string }): string {
  const digits = digitsOf(currency);
  return (amount / 10 ** digits).toFixed(digits);
}

/** What somebody typed (`1,234.5` or `1234.50`) in minor units; undefined when it is no amount. */
export function minorUnits(text: string, currency: string): number | undefined {
  const plain = text.replaceAll(/[\s,’']/g, '');
  const digits = digitsOf(currency);
  const [, whole, part = ''] = /^(\d{1,13})(?:\.(\d*))?$/.exec(plain) ?? [];
  if (whole === undefined || part.length > digits) return undefined;
  return Number(whole) * 10 ** digits + Number(part.padEnd(digits, '0') || 0);
}
