import sharp, { type Sharp } from 'sharp';
import { createRandom } from './random.ts';

/** What happened to a page on its way to the reader. */
export const conditions = [
  'clean',
  'screenshot',
  'rotated',
  'blurred',
  'noisy',
  'jpeg',
  'photograph',
  'turned',
] as const;

/** One of them, or a PDF with its text. */
export type Condition = (typeof conditions)[number] | 'pdf';

/** How finely the browser draws a page for a condition: image pixels for each CSS pixel. */
export function finenessOf(condition: Condition): number {
  const fine = { clean: 2, pdf: 1, screenshot: 1, rotated: 1.5, blurred: 1.5, noisy: 1.5, jpeg: 1 };
  return { ...fine, photograph: 1.8, turned: 1.8 }[condition];
}

/** Does to a drawn page (PNG) what its condition says; the same for the same seed. */
export async function spoil(png: Buffer, condition: Condition, seed: string): Promise<Buffer> {
  const random = createRandom(`${seed} ${condition}`);
  const side = random.int(0, 1) === 0 ? -1 : 1;
  const page = sharp(png).flatten({ background: '#fff' });
  switch (condition) {
    case 'clean':
    case 'pdf':
    case 'screenshot':
      return png;
    case 'rotated':
      return page
        .rotate((side * random.int(10, 60)) / 10, { background: '#777' })
        .png()
        .toBuffer();
    case 'blurred':
      return page
        .blur(random.int(10, 20) / 10)
        .png()
        .toBuffer();
    case 'noisy':
      return noisy(page, random.int(14, 26));
    case 'jpeg':
      return page.jpeg({ quality: random.int(18, 32) }).toBuffer();
    case 'turned':
      return page
        .rotate(random.pick([90, 180, 270]))
        .jpeg({ quality: 80 })
        .toBuffer();
    case 'photograph': {
      const lit = await unevenlyLit(await page.png().toBuffer(), random.int(0, 359));
      const turned = await sharp(lit)
        .extend({ top: 60, bottom: 60, left: 60, right: 60, background: '#6b5a48' })
        .rotate((side * random.int(3, 30)) / 10, { background: '#6b5a48' })
        .toBuffer();
      return sharp(await noisy(sharp(turned).blur(0.7), 8))
        .jpeg({ quality: 72 })
        .toBuffer();
    }
  }
}

async function noisy(page: Sharp, sigma: number): Promise<Buffer> {
  const { data, info } = await page.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  // Not libvips' noise, which can't be given a seed.
  const random = createRandom(`noise ${info.width} ${info.height} ${sigma}`);
  const sample = Array.from({ length: 4096 }, () => {
    const sum = random.int(-1000, 1000) + random.int(-1000, 1000) + random.int(-1000, 1000);
    return (sum / 1000) * sigma;
  });
  let at = 0;
  for (let index = 0; index < data.length; index += 1) {
    at = (at * 5 + 1 + (index % 7)) % 4096;
    data[index] = Math.max(0, Math.min(255, (data[index] ?? 0) + (sample[at] ?? 0)));
  }
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
    .png()
    .toBuffer();
}

/** A shadow that falls over the page from one side. */
async function unevenlyLit(png: Buffer, degrees: number): Promise<Buffer> {
  const { width, height } = await sharp(png).metadata();
  const radians = (degrees * Math.PI) / 180;
  const [x, y] = [Math.cos(radians) / 2, Math.sin(radians) / 2];
  const shadow = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="l" x1="${0.5 - x}" y1="${0.5 - y}" x2="${0.5 + x}" y2="${0.5 + y}"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#777"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#l)"/></svg>`,
  );
  return sharp(png)
    .composite([{ input: shadow, blend: 'multiply' }])
    .png()
    .toBuffer();
}
