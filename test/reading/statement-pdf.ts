import { PDFDocument, StandardFonts } from 'pdf-lib';
import type { TestFile } from '../support/client.ts';
import { file } from '../support/material-files.ts';

/** What a statement of Harbour Bank says. */
export interface StatementText {
  readonly company: string;
  readonly period: string;
  readonly total: string;
  /** Another one stands for another account: other payments on other days. */
  readonly account?: number;
}

/** A statement as a PDF that carries its text; the same texts give the same bytes. */
export async function statementPdf({ company, period, total, account = 1 }: StatementText): Promise<TestFile> {
  const document = await PDFDocument.create();
  document.setCreationDate(new Date(0));
  document.setModificationDate(new Date(0));
  const page = document.addPage([595, 842]);
  const font = await document.embedFont(StandardFonts.Helvetica);
  const payments = Array.from({ length: 14 }, (_, index) => [
    `${String(index + 2).padStart(2, '0')} Jul 2026`,
    `Customer payment ${(account * 7919 + index * 1237) % 90_000}`,
    `${(account * 31 + index * 17) % 9},${String((account * 617 + index * 389) % 1000).padStart(3, '0')}.50`,
  ]);
  const lines = [
    ['Harbour Bank'],
    ['12 Quay Street, Portmouth'],
    [company],
    [`Account number ${account * 4711} 2281`],
    [`Statement period: ${period}`],
    ['Date', 'Description', 'Amount'],
    ...payments,
    ['', 'Total credits', total],
  ];
  for (const [row, cells] of lines.entries()) {
    for (const [column, text] of cells.entries()) {
      page.drawText(text, { x: 60 + column * 160, y: 780 - row * 24, size: 12, font });
    }
  }
  return file('statement.pdf', 'application/pdf', await document.save());
}
