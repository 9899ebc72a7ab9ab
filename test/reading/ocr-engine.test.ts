import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createOcrEngine, OcrFailedError, type OcrEngine } from '../../src/reading/ocr-engine.ts';

const CRASH = Uint8Array.of(0);
const HANG = Uint8Array.of(1);
const FAULT = Uint8Array.of(2);
const PAGE = Uint8Array.of(3);

let engine: OcrEngine;
const start = (limits: { timeLimit?: number; idleLimit?: number } = {}) => {
  engine = createOcrEngine({ ...limits, module: join(import.meta.dirname, 'moody-ocr-process.ts') });
};
afterEach(() => engine.close());

const read = async (image: Uint8Array) => (await engine.recognize(image, 'eng'))[0]?.text;

describe('the recognition', () => {
  it.each([
    ['crashed', CRASH],
    ['took too long', HANG],
    ['could not make anything of a page', FAULT],
  ])('reads the next page after it %s, in a process of its own', async (_, image) => {
    start({ timeLimit: 2000 });
    const first = await read(PAGE);
    await expect(read(image)).rejects.toThrow(OcrFailedError);
    const second = await read(PAGE);
    expect(second).toMatch(/^by \d+$/);
    expect(second).not.toBe(first);
  });

  it('fails one page of many at once, and none of the others', async () => {
    start({ timeLimit: 5000 });
    const outcomes = await Promise.allSettled([PAGE, CRASH, PAGE, PAGE].map(read));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  });

  it('is called off by a server that stops', async () => {
    start();
    const stopping = new AbortController();
    const reading = engine.recognize(HANG, 'eng', { signal: stopping.signal });
    stopping.abort();
    await expect(reading).rejects.toThrow(OcrFailedError);
    expect(await read(PAGE)).toBeDefined();
  });

  it('fails when its process can’t be started', async () => {
    engine = createOcrEngine({ module: join(import.meta.dirname, 'there-is-none.ts') });
    await expect(read(PAGE)).rejects.toThrow(OcrFailedError);
  });

  it('gives its memory back when it is idle', async () => {
    start({ idleLimit: 50 });
    const pid = Number((await read(PAGE))?.slice(3));
    await expect.poll(() => isAlive(pid)).toBe(false);
    expect(await read(PAGE)).toBeDefined();
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
