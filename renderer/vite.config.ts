import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  // Absolute, so that /staff finds the same files.
  base: '/',
  publicDir: false,
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: here('../dist/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    // Nothing inlined as data: addresses, so that the page's policy needs no exception for them.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    sourcemap: false,
    // gallery.html is for development: it is served by `vite`, and never built.
    rolldownOptions: { input: [here('./index.html'), here('./moment.html')] },
  },
  server: { fs: { allow: [here('..')] } },
});
