import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { findProjectRoot } from '../../src/project-root.ts';

/** A built file, in bytes as it is and as it may be sent. */
interface FileSize {
  readonly name: string;
  readonly raw: number;
  readonly gzip: number;
  readonly brotli: number;
}

/** The sizes of built assets, the largest first. */
export async function fileSizes(names: readonly string[]): Promise<readonly FileSize[]> {
  const sizes = await Promise.all(
    names.map(async (name) => {
      const content = await readFile(join(findProjectRoot(), 'dist', 'review-desk', 'assets', name));
      return {
        name,
        raw: content.length,
        gzip: gzipSync(content, { level: 9 }).length,
        brotli: brotliCompressSync(content).length,
      };
    }),
  );
  return sizes.toSorted((one, other) => other.raw - one.raw);
}

/** Lines of a table: those files that have more than a twentieth of all, and the sum. */
export function sayFiles(title: string, sizes: readonly FileSize[]): readonly string[] {
  const sum = (key: 'raw' | 'gzip' | 'brotli') => sizes.reduce((total, size) => total + size[key], 0);
  const line = (name: string, { raw, gzip, brotli }: Omit<FileSize, 'name'>) =>
    `  ${name.padEnd(40)} ${[raw, gzip, brotli].map((size) => `${(size / 1024).toFixed(0)} KB`.padStart(9)).join('')}`;
  return [
    `${title} (as it is, gzip, brotli):`,
    ...sizes.filter(({ raw }) => raw > sum('raw') / 20).map((size) => line(size.name, size)),
    line(`all ${sizes.length} files`, { raw: sum('raw'), gzip: sum('gzip'), brotli: sum('brotli') }),
  ];
}
