import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findProjectRoot } from '../../src/project-root.ts';
import { applyEdits } from '../../torture/plants/apply-edits.ts';
import { findPlant, plants } from '../../torture/plants/plants.ts';

describe('a planted bug', () => {
  it.for(plants.map((plant) => [plant.name, plant] as const))(
    'finds its place in what was built: %s',
    async ([, plant]) => {
      for (const file of new Set(plant.edits.map((edit) => edit.file))) {
        const text = await readFile(join(findProjectRoot(), 'dist', 'src', file), 'utf8');
        const edits = plant.edits.filter((edit) => edit.file === file);
        expect(applyEdits(file, text, edits)).not.toBe(text);
      }
    },
  );

  it('is refused when its place is gone, or is there twice', () => {
    const edit = { file: 'a.js', find: 'x', replace: 'y' };
    expect(applyEdits('a.js', 'an x and a $', [edit])).toBe('an y and a $');
    expect(() => applyEdits('a.js', 'nothing', [edit])).toThrow('a.js has 0 times, and not once: x');
    expect(() => applyEdits('a.js', 'x and x', [edit])).toThrow('a.js has 2 times');
  });

  it('is known by its name, or all names are told', () => {
    expect(findPlant('stale-read').rule).toBe('statuses-move-on');
    expect(() => findPlant('none')).toThrow(/^There is no bug none\. There are: .*stale-read/);
  });
});
