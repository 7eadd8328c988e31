import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withProgress } from './progress.mjs';
import { runCommand, tail } from './run-command.mjs';
import { createState, hashSources } from './state.mjs';
import { StepError } from './step-error.mjs';

const BUILDS = {
  renderer: {
    title: 'building the screen',
    config: 'renderer/vite.config.ts',
    product: 'dist/renderer/index.html',
    sources: ['renderer', 'core', 'assets/fonts', 'assets/icons', 'assets/sounds', 'package-lock.json'],
  },
  phone: {
    title: 'building the page for phones',
    config: 'renderer/phone/vite.config.ts',
    product: 'dist/phone/index.html',
    sources: ['renderer/phone', 'renderer/components/map', 'core/contract', 'core/venue/wayfinding', 'package-lock.json'],
  },
  operator: {
    title: 'building the operator page',
    config: 'renderer/operator/vite.config.ts',
    product: 'dist/operator/index.html',
    sources: [
      'renderer/operator',
      'renderer/staff',
      'renderer/styles',
      'renderer/components',
      'renderer/i18n',
      'core',
      'assets/icons',
      'package-lock.json',
    ],
  },
  electron: {
    title: 'building the desktop shell',
    config: 'electron/vite.config.ts',
    product: 'dist/electron/main.js',
    sources: ['electron', 'core', 'host', 'native', 'package.json', 'package-lock.json'],
  },
};

/**
 * Builds with Vite when the sources are not those of the last build.
 * @param {string} root
 * @param {string} node
 * @param {'renderer' | 'phone' | 'operator' | 'electron'} name
 */
export async function ensureBuild(root, node, name) {
  const { title, config, product, sources } = BUILDS[name];
  const state = createState(root);
  const hash = hashSources(root, sources);
  if (state.read(`build-${name}`)?.hash === hash && existsSync(join(root, product))) return;
  await withProgress(title, async () => {
    const args = [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', config, '--logLevel', 'warn'];
    const result = await runCommand(node, args, { cwd: root });
    if (result.code !== 0 || !existsSync(join(root, product))) {
      throw new StepError(
        title,
        tail(result.output) || `${product} was not made`,
        'Correct the source file named above and run the command again.',
      );
    }
  });
  state.write(`build-${name}`, { hash });
}
