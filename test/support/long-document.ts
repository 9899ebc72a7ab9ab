import { PDFDocument, StandardFonts } from 'pdf-lib';
import type { TestFile } from './client.ts';
import { file } from './material-files.ts';

/** A document of so many small pages, each with its number on it. */
export async function createLongDocument(pages: number): Promise<TestFile> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let number = 1; number <= pages; number += 1) {
    document.addPage([200, 280]).drawText(`Page ${number}`, { x: 40, y: 140, size: 24, font });
  }
  return file('statement.pdf', 'application/pdf', await document.save());
}
