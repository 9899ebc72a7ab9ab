import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { lookDistance } from '../../src/domain/resemblance/similarity.ts';
import { findSkew } from '../../src/reading/find-skew.ts';
import { measureLight } from '../../src/reading/flatten-light.ts';
import { perceptualHash } from '../../src/reading/perceptual-hash.ts';
import { openPage, preparePage } from '../../src/reading/prepare-image.ts';

const WIDTH = 600;
const HEIGHT = 400;

/** A page with lines as of text, of several lengths, in grey pixels. */
function page(lineAt: (y: number) => boolean = (y) => y % 40 < 8): Buffer {
  const ink = (x: number, y: number) =>
    x > 60 && x < 160 + ((Math.floor(y / 40) * 137) % 400) && y > 40 && y < 360 && x % 7 < 5 && lineAt(y);
  return Buffer.from(
    Array.from({ length: WIDTH * HEIGHT }, (_, place) => (ink(place % WIDTH, Math.floor(place / WIDTH)) ? 20 : 240)),
  );
}

const picture = (data: Buffer) => sharp(data, { raw: { width: WIDTH, height: HEIGHT, channels: 1 } });

describe('a page that leans', () => {
  it.each([-6, -2.5, 0, 1.3, 4])('by %s degrees is known to do so', async (degrees) => {
    const turned = picture(page()).rotate(degrees, { background: '#f0f0f0' }).greyscale().raw();
    const { data, info } = await turned.toBuffer({ resolveWithObject: true });
    expect(findSkew({ data, width: info.width, height: info.height })).toBeCloseTo(degrees, 0);
  });

  it('is made level, and a point of it is found where it was', async () => {
    const png = await picture(page()).rotate(3, { background: '#f0f0f0' }).png().toBuffer();
    const prepared = await preparePage(await openPage(png));
    const image = await prepared.ways[0]?.();
    const { width, height } = await sharp(image).metadata();
    const middle = prepared.toPage(width / 2, height / 2);
    expect(middle.x).toBeCloseTo(0.5, 2);
    expect(middle.y).toBeCloseTo(0.5, 2);
    // The level picture is larger than the page: its corner lies above it.
    expect(prepared.toPage(0, 0).y).toBeLessThan(-0.05);
  });
});

describe('light', () => {
  it('that falls evenly is left alone', async () => {
    expect((await measureLight({ data: page(), width: WIDTH, height: HEIGHT })).isUneven).toBe(false);
  });

  it('that fades is evened', async () => {
    const faded = page().map((value, place) => value * (1 - (0.7 * (place % WIDTH)) / WIDTH));
    const light = await measureLight({ data: Buffer.from(faded), width: WIDTH, height: HEIGHT });
    expect(light.isUneven).toBe(true);
    const { data } = await light.flatten();
    const margin = (x: number) => data[10 * WIDTH + x] ?? 0;
    expect(Math.abs(margin(20) - margin(580))).toBeLessThan(40);
  });
});

describe('what a picture looks like from afar', () => {
  it('hardly changes when it is made smaller, brighter and saved as a poor JPEG', async () => {
    const original = await perceptualHash(
      await picture(page((y) => y < 150 && y % 40 < 8))
        .png()
        .toBuffer(),
    );
    const poor = picture(page((y) => y < 150 && y % 40 < 8))
      .resize(330)
      .linear(0.9, 20)
      .jpeg({ quality: 30 });
    expect(lookDistance(original, await perceptualHash(await poor.toBuffer()))).toBeLessThanOrEqual(6);
  });

  it('is another for another page', async () => {
    const one = await perceptualHash(
      await picture(page((y) => y < 150))
        .png()
        .toBuffer(),
    );
    const other = await perceptualHash(
      await picture(page((y) => y > 250))
        .png()
        .toBuffer(),
    );
    expect(lookDistance(one, other)).toBeGreaterThan(12);
  });
});
