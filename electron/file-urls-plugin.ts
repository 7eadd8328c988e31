import { statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import type { Plugin } from 'vite';

/** new URL('./worker.ts', import.meta.url), as our own sources write it. */
const FILE_URL = /new URL\('(\.[^']+)', import\.meta\.url\)/g;

/**
 * Keeps `new URL('…', import.meta.url)` true once the sources are bundled: a TypeScript file becomes
 * a chunk of its own (worker threads), anything else is looked up where it lies, which is the
 * repository, or the resources folder of a packaged program.
 * @param root the repository
 */
export function fileUrls(root: string): Plugin {
  return {
    name: 'foyer:file-urls',
    // Before TypeScript is stripped, while the sources still look as we wrote them.
    enforce: 'pre',
    transform(code, id) {
      if (!id.startsWith(root + sep) || id.includes('/node_modules/') || !code.includes('import.meta.url')) return null;
      const replaced = code.replace(FILE_URL, (_whole, path: string) => {
        const file = resolve(dirname(id), path);
        if (!file.endsWith('.ts')) return `new URL(${JSON.stringify(relativeUrl(root, file))}, ${BASE})`;
        return `new URL('${CHUNK}${this.emitFile({ type: 'chunk', id: file })}', import.meta.url)`;
      });
      return replaced === code ? null : { code: replaced, map: null };
    },
    generateBundle(_options, bundle) {
      // Only now do the chunks have their names; all of them lie in one folder.
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        chunk.code = chunk.code.replace(CHUNK_REFERENCE, (_whole, id: string) => `./${this.getFileName(id)}`);
      }
    },
    renderChunk(code, chunk) {
      if (!code.includes(BASE)) return null;
      const up = '../'.repeat(chunk.fileName.split('/').length + 1);
      return { code: `${baseCode(up)}\n${code}`, map: null };
    },
  };
}

const BASE = 'FOYER_FILES_BASE';
const CHUNK = 'FOYER_CHUNK_';
const CHUNK_REFERENCE = /FOYER_CHUNK_([\w$-]+)/g;

/** dist/electron/x.js is two folders below the repository; packaged, the files lie beside the archive. */
function baseCode(up: string): string {
  return `const ${BASE} = /\\/app\\.asar(\\.unpacked)?\\//.test(import.meta.url) ? import.meta.url.replace(/app\\.asar(\\.unpacked)?\\/.*$/, '') : new URL('${up}', import.meta.url).href;`;
}

function relativeUrl(root: string, file: string): string {
  const path = relative(root, file).split(sep).join('/');
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ? `${path}/` : path;
}
