import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** A small image of each accepted type, and a minimal PDF, as bytes. */
export async function createSampleFiles(): Promise<Record<'jpeg' | 'png' | 'webp' | 'pdf', Buffer>> {
  return {
    jpeg: await createNoise().jpeg().toBuffer(),
    png: await createNoise().png().toBuffer(),
    webp: await createNoise().webp().toBuffer(),
    pdf: createSamplePdf(2_000),
  };
}

function createNoise(): Sharp {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  return sharp({ create: { width: 200, height: 120, channels: 3, noise, background: '#fff' } });
}

/** A file of this length that passes for a PDF: a version first, an end mark last, comments between. */
export function createSamplePdf(bytes: number): Buffer {
  const pdf = Buffer.alloc(bytes, '% a line of nothing\n');
  pdf.write('%PDF-1.7\n', 0, 'latin1');
  pdf.write('\n%%EOF\n', bytes - 7, 'latin1');
  return pdf;
}

/** A valid black-and-white PNG, all black, of this many pixels a side: a few KB that unfold to any size. */
export function createBlackSquare(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const pixels = deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
