import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The operator page, which the memory endpoint serves: cloud/operators/operator-page.ts. */
export default defineConfig({
  root: here('.'),
  base: '/operator/',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: here('../../dist/operator'),
    emptyOutDir: true,
    target: 'es2022',
    // Addresses rather than data, and no preload helper: the page's policy needs no exception.
    assetsInlineLimit: 0,
    modulePreload: false,
    chunkSizeWarningLimit: 900,
    sourcemap: false,
  },
  server: { fs: { allow: [here('../..')] }, proxy: { '/v1': { target: 'http://localhost:4320', changeOrigin: false } } },
});
