import type { MediaType } from '../domain/material.ts';
import { hasMalware, type ClamdAddress } from './clamd.ts';
import { FileRefusedError } from './file-refused-error.ts';
import { inspectPdf, type InspectionLimits } from './inspect-pdf.ts';
import { renderPicture, type InspectedPage } from './render-picture.ts';

/** Looks at files that strangers handed in. */
export interface Inspector {
  /**
   * The pages of a file, one after the other, re-encoded so that they are safe to look at; a picture is one page. Throws
   * FileRefusedError for what should not or can't be opened, ScannerAwayError when the virus scanner has to be waited for,
   * and PdfProcessError when the server stops.
   */
  inspect(
    bytes: Buffer,
    mediaType: MediaType,
    limits: InspectionLimits,
    signal: AbortSignal,
  ): AsyncGenerator<InspectedPage>;
}

/** Makes an inspector. With an address of clamd, a file is opened only after clamd found nothing in it. */
export function createInspector({ clamd }: { readonly clamd: ClamdAddress | undefined }): Inspector {
  return {
    async *inspect(bytes, mediaType, limits, signal) {
      if (clamd !== undefined && (await hasMalware(clamd, bytes, signal))) throw new FileRefusedError('MALWARE');
      if (mediaType === 'application/pdf') yield* inspectPdf(bytes, limits, signal);
      else yield await renderPicture(bytes, mediaType);
    },
  };
}
