const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Ways to write a day. */
export type DateStyle = 'iso' | 'slashes' | 'dots' | 'dayFirst' | 'monthFirst' | 'short' | 'chinese' | 'chineseDots';

/** Writes a day (ISO) as documents do. */
export function writeDate(day: string, style: DateStyle): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const name = months[Number(month) - 1] ?? '';
  switch (style) {
    case 'iso':
      return day;
    case 'slashes':
      return `${date}/${month}/${year}`;
    case 'dots':
      return `${date}.${month}.${year}`;
    case 'dayFirst':
      return `${Number(date)} ${name} ${year}`;
    case 'monthFirst':
      return `${name} ${Number(date)}, ${year}`;
    case 'short':
      return `${date} ${name.slice(0, 3)} ${year}`;
    case 'chinese':
      return `${year}年${Number(month)}月${Number(date)}日`;
    case 'chineseDots':
      return `${year}.${month}.${date}`;
  }
}

/** Ways to write an amount. */
export type AmountStyle = 'codeAfter' | 'codeBefore' | 'sign' | 'european' | 'yuan' | 'plain';

const signs: Readonly<Record<string, string>> = { USD: '$', EUR: '€', GBP: '£', CNY: '¥' };

/** Writes an amount of minor units (hundredths). */
export function writeAmount(amount: number, currency: string, style: AmountStyle): string {
  const english = (amount / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
  switch (style) {
    case 'codeAfter':
      return `${english} ${currency}`;
    case 'codeBefore':
      return `${currency} ${english}`;
    case 'sign':
      return `${signs[currency] ?? currency}${english}`;
    case 'european':
      return `${english.replaceAll(',', ';').replace('.', ',').replaceAll(';', '.')} ${signs[currency] ?? currency}`;
    case 'yuan':
      return `${english}元`;
    case 'plain':
      return english;
  }
}
