import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { applyEdits } from './apply-edits.ts';
import { findPlant } from './plants.ts';

// node --import ./dist/torture/plants/plant-bug.js dist/src/main.js, with TORTURE_BUG: plants that bug into the server while it
// loads. Everything is tried at once, so that a bug whose text is gone stops the start instead of doing nothing.

const dist = join(import.meta.dirname, '..', '..', 'src');
const planted = new Map(
  [...Map.groupBy(findPlant(process.env['TORTURE_BUG'] ?? '').edits, ({ file }) => file)].map(([file, edits]) => {
    const path = join(dist, file);
    return [pathToFileURL(path).href, applyEdits(file, readFileSync(path, 'utf8'), edits)];
  }),
);

registerHooks({
  load(url, context, nextLoad) {
    const source = planted.get(url);
    return source === undefined ? nextLoad(url, context) : { format: 'module', source, shortCircuit: true };
  },
});
