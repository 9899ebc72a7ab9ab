import { expect, it } from 'vitest';
import { FileRefusedError } from '../../src/inspection/file-refused-error.ts';
import { inspectPdf } from '../../src/inspection/inspect-pdf.ts';
import { createLargeDocument } from './documents.ts';

it('a document that takes too much memory is stopped for that, long before its time is over', async () => {
  const pages = inspectPdf(createLargeDocument(), { maxPages: 3, maxSeconds: 600 }, new AbortController().signal);
  const refused = await pages.next().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(FileRefusedError);
  expect(refused).toMatchObject({ code: 'TOO_COSTLY', cause: 'TOO_LARGE' });
});
