import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const [zip, brotli] = [promisify(gzip), promisify(brotliCompress)];
// The best level takes several times as long, for a fiftieth less.
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Writes a .br and a .gz beside each asset, so that the server sends 2 MB instead of 7 without compressing at each request. */
function compressedAssets(): Plugin {
  let folder = '';
  return {
    name: 'compressed-assets',
    apply: 'build',
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir, build.assetsDir);
    },
    async closeBundle() {
      await Promise.all(
        (await readdir(folder)).map(async (name) => {
          const path = join(folder, name);
          const content = await readFile(path);
          await writeFile(`${path}.gz`, await zip(content, { level: 9 }));
          await writeFile(`${path}.br`, await brotli(content, BROTLI));
        }),
      );
    },
  };
}

/** How the page at /graphiql is built: every asset hashed and local, nothing from another host, no source maps. */
export default defineConfig({
  root: here('.'),
  base: '/graphiql/',
  plugins: [react(), compressedAssets()],
  // Two copies of graphql in one page refuse each other's types.
  resolve: { dedupe: ['graphql', 'react', 'react-dom', '@graphiql/react'] },
  build: {
    outDir: here('../../dist/review-desk'),
    emptyOutDir: true,
    sourcemap: false,
    target: 'es2023',
    modulePreload: { polyfill: false },
    // Under the content security policy an inlined script or worker would not run.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    reportCompressedSize: false,
    // The directive is a word to React's compiler, which has already run.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  worker: { format: 'es', rolldownOptions: { checks: { moduleLevelDirective: false } } },
});
