import { createSampleFiles } from '../storage/sample-files.ts';
import type { TestFile } from './client.ts';

const samples = await createSampleFiles();

/** A real picture of each accepted type, and a real document of one page, as a buyer would hand them in. */
export const materialFiles = {
  png: file('screenshot.png', 'image/png', samples.png),
  jpeg: file('photo.jpg', 'image/jpeg', samples.jpeg),
  webp: file('screenshot.webp', 'image/webp', samples.webp),
  pdf: file('statement.pdf', 'application/pdf', createPdf('Bank statement, 1 to 31 October 2026: 12,345.67 USD')),
} as const;

/** Makes a file to be handed in; what the client says of its type is not what the bytes are. */
export function file(name: string, type: string, content: string | Uint8Array): TestFile {
  return { name, type, content: Uint8Array.from(typeof content === 'string' ? Buffer.from(content) : content) };
}

/** A document of one A4 page with one line of text, objects and cross-references as ISO 32000-1 wants them. */
export function createPdf(text: string): Buffer {
  const drawing = `BT /F1 18 Tf 72 720 Td (${text.replaceAll(/[()\\]/g, '\\$&')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.7\n';
  const places = objects.map((object, index) => {
    const place = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + table + trailer, 'latin1');
}
