import sharp from 'sharp';

/** The image is looked at in so many pixels a side, and described by its slowest waves, so many a side. */
const SIDE = 32;
const WAVES = 8;

const cosines = Array.from({ length: WAVES }, (_, wave) =>
  Array.from({ length: SIDE }, (_, place) => Math.cos(((2 * place + 1) * wave * Math.PI) / (2 * SIDE))),
);

/**
 * What an image looks like from afar, in 64 bits (pHash): images that differ in few bits look alike, whatever their size and
 * quality. Each bit says whether one wave of brightness (of a discrete cosine transform) is stronger than their median. Throws
 * sharp's error when the bytes can't be decoded.
 */
export async function perceptualHash(bytes: Uint8Array): Promise<bigint> {
  const pixels = await sharp(bytes, { limitInputPixels: 40_000_000 })
    .autoOrient()
    .flatten({ background: '#fff' })
    .greyscale()
    .resize(SIDE, SIDE, { fit: 'fill' })
    .raw()
    .toBuffer();
  const rows = Array.from({ length: SIDE }, (_, y) => pixels.subarray(y * SIDE, (y + 1) * SIDE));
  const across = rows.map((row) =>
    cosines.map((wave) => wave.reduce((sum, cosine, x) => sum + cosine * (row[x] ?? 0), 0)),
  );
  const waves = cosines.flatMap((wave) =>
    Array.from({ length: WAVES }, (_, u) => wave.reduce((sum, cosine, y) => sum + cosine * (across[y]?.[u] ?? 0), 0)),
  );
  // The first is the mean brightness, which says nothing and would outweigh all others.
  const sorted = waves.slice(1).toSorted((one, other) => one - other);
  const median = ((sorted[31] ?? 0) + (sorted[32] ?? 0)) / 2;
  return waves.reduce((hash, wave) => (hash << 1n) | (wave > median ? 1n : 0n), 0n);
}
