/** A table as Markdown. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** So many of so many, and as a share: `19/20 (95 %)`; a dash when there are none. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${part}/${whole} (${Math.round((100 * part) / whole)} %)`;
}

function line(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}
