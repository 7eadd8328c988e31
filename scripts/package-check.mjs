import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ensureBuild } from './setup/builds.mjs';
import { electronPath } from './setup/electron-runtime.mjs';
import { withProgress } from './setup/progress.mjs';
import { runCommand, tail } from './setup/run-command.mjs';
import { reportStepError, StepError } from './setup/step-error.mjs';
import { setUpBase } from './setup.mjs';

const STEP = 'checking the package';
/** The mark by which the packager finds the runtime's fuses, their version, their number, and each of them on. */
const FUSES = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x0811111111';
const READY_LIMIT_MS = 60_000;
/** As the runtime writes it: the character 1. */
const FUSE_ON = 49;
const SIZE_BUDGET_MB = 160;
/** What the packaged program must have for each of the runtime's fuses that bears on it; see electron-builder.yml. */
const FUSES_WANTED = {
  RunAsNode: false,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  GrantFileProtocolExtraPrivileges: false,
};

/**
 * Packages the desktop shell into a folder and looks whether all is in it; then starts the packaged
 * kiosk process, which loads its engines from there. Needs no download: where Electron's runtime is
 * missing, an empty one stands in for it, and Node runs the kiosk process.
 */
async function main() {
  if (process.platform !== 'linux') {
    console.log(`package check skipped: the stand-in for Electron's runtime is made for Linux, this is ${process.platform}`);
    return 0;
  }
  const { root, node } = await setUpBase();
  await ensureBuild(root, node, 'renderer');
  await ensureBuild(root, node, 'phone');
  await ensureBuild(root, node, 'electron');
  const folder = mkdtempSync(join(tmpdir(), 'foyer-package-'));
  try {
    const runtime = electronPath(root);
    const electronDist = runtime === null ? standInRuntime(folder) : dirname(runtime);
    await withProgress('packaging', () => runBuilder(root, node, electronDist, join(folder, 'out')));
    const resources = join(folder, 'out', 'linux-unpacked', 'resources');
    inspect(root, resources);
    await inspectFuses(root, join(folder, 'out', 'linux-unpacked'));
    const size = megabytes(resources);
    if (size > SIZE_BUDGET_MB)
      throw new StepError(STEP, `${size} MB of resources, more than ${SIZE_BUDGET_MB}.`, 'See what was added, or raise SIZE_BUDGET_MB.');
    await withProgress('starting the packaged kiosk process', () => startHost(node, resources, join(folder, 'data')));
    console.log(`package check: all there, and the packaged kiosk process starts (${size} MB of resources)`);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What electron-builder looks for in a runtime, without the runtime. */
function standInRuntime(folder) {
  const dist = join(folder, 'runtime');
  mkdirSync(join(dist, 'resources'), { recursive: true });
  mkdirSync(join(dist, 'locales'));
  writeFileSync(join(dist, 'electron'), `#!/bin/sh\nexit 1\n${FUSES}`);
  chmodSync(join(dist, 'electron'), 0o755);
  writeFileSync(join(dist, 'chrome-sandbox'), '');
  writeFileSync(join(dist, 'locales', 'en-US.pak'), '');
  writeFileSync(join(dist, 'locales', 'de.pak'), '');
  return dist;
}

async function runBuilder(root, node, electronDist, output) {
  const cli = join(root, 'node_modules/electron-builder/cli.js');
  const args = [cli, '--linux', 'dir', '--publish', 'never', `-c.electronDist=${electronDist}`, `-c.directories.output=${output}`];
  const result = await runCommand(node, args, { cwd: root, limitMs: 300_000 });
  if (result.code !== 0) throw new StepError(STEP, tail(result.output), 'Correct electron-builder.yml or what it names.');
}

function inspect(root, resources) {
  const asar = createRequire(join(root, 'package.json'))('@electron/asar');
  const packed = asar.listPackage(join(resources, 'app.asar'), { isPack: false }).map((path) => path.replaceAll('\\', '/'));
  const unpacked = files(join(resources, 'app.asar.unpacked'));
  const missing = [
    ...[
      '/package.json',
      '/dist/renderer/index.html',
      '/dist/renderer/moment.html',
      '/dist/electron/main.js',
      '/dist/electron/preload.cjs',
    ].filter((path) => !packed.includes(path)),
    ...[/\/host-process\.js$/, /onnxruntime_binding\.node$/, /better-sqlite3\/.*\.node$/, /\/flite\.wasm$/, /\/worker-[^/]+\.js$/]
      .filter((pattern) => !unpacked.some((path) => pattern.test(path)))
      .map((pattern) => `unpacked ${pattern}`),
    ...['models', 'assets/demo', 'papers/LICENCES.txt', 'papers/sbom.cdx.json'].filter((path) => !existsSync(join(resources, path))),
  ];
  const unwanted = packed.filter((path) => /^\/(test|docs|scripts|core|\.foyer|\.git)\//.test(path) || /\.(ts|map)$/.test(path));
  if (missing.length > 0)
    throw new StepError(STEP, `Not in the package: ${missing.join(', ')}.`, 'Correct "files" and "asarUnpack" in electron-builder.yml.');
  if (unwanted.length > 0)
    throw new StepError(
      STEP,
      `Should not be in the package: ${unwanted.slice(0, 8).join(', ')}.`,
      'Correct "files" in electron-builder.yml.',
    );
}

/** Reads the fuses back from the packaged program, as whoever tried to turn it into a Node would find them. */
async function inspectFuses(root, unpacked) {
  const { getCurrentFuseWire, FuseV1Options } = createRequire(join(root, 'package.json'))('@electron/fuses');
  const wire = await getCurrentFuseWire(join(unpacked, 'foyer'));
  const wrong = Object.entries(FUSES_WANTED).filter(([name, wanted]) => (wire[FuseV1Options[name]] === FUSE_ON) !== wanted);
  if (wrong.length > 0)
    throw new StepError(
      STEP,
      `Fuses not as they should be: ${wrong.map(([name]) => name).join(', ')}.`,
      'Correct "electronFuses" in electron-builder.yml.',
    );
}

/** Runs the packaged kiosk process as Electron would, and waits until it hears and speaks. */
function startHost(node, resources, data) {
  const file = join(resources, 'app.asar.unpacked/dist/electron/host-process.js');
  const parent = `data:text/javascript,${encodeURIComponent(fakeParent())}`;
  const child = spawn(node, ['--import', parent, file, '--data', data], {
    env: { ...process.env, FOYER_AUTO_INSTALL: 'off' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  return new Promise((resolve, reject) => {
    const fail = (why) => {
      clearTimeout(limit);
      child.kill('SIGKILL');
      reject(
        new StepError('starting the packaged kiosk process', why, 'See that what it loads is packed and unpacked in electron-builder.yml.'),
      );
    };
    const limit = setTimeout(() => fail(`not ready within ${READY_LIMIT_MS / 1000} s:\n${tail(output)}${log(data)}`), READY_LIMIT_MS);
    const read = (chunk) => {
      output += chunk;
      if (output.includes('FAILED')) fail(`${tail(output)}${log(data)}`);
      else if (output.includes('ALL READY')) {
        clearTimeout(limit);
        child.kill('SIGKILL');
        child.once('close', resolve);
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', (code) => code !== null && fail(`it ended with code ${code}:\n${tail(output)}${log(data)}`));
  });
}

/** Stands in for Electron's parentPort, and asks over one port how the kiosk is. */
function fakeParent() {
  return `
    import { EventEmitter } from 'node:events';
    import { MessageChannel } from 'node:worker_threads';
    const parent = new EventEmitter();
    const asMain = (port) => ({
      postMessage: (data) => port.postMessage(data),
      on: (event, listener) => port.on(event, event === 'message' ? (data) => listener({ data }) : listener),
      start: () => port.start(),
      close: () => port.close(),
    });
    const seen = (capabilities) => {
      const { venue, hearing, speaking } = capabilities;
      const bad = Object.entries({ venue, hearing, speaking }).filter(([, part]) => part.state === 'unavailable');
      for (const [name, part] of bad) console.log('PART FAILED', name, part.reason ?? '');
      if ([venue, hearing, speaking].every((part) => part.state === 'ready')) console.log('ALL READY');
    };
    parent.postMessage = (message) => {
      if (message.type === 'failed') console.log('FAILED', message.message);
      if (message.type !== 'ready') return;
      const { port1, port2 } = new MessageChannel();
      parent.emit('message', { data: { type: 'connect' }, ports: [asMain(port1)] });
      port2.on('message', (data) => {
        if (typeof data !== 'string') return;
        const message = JSON.parse(data);
        if (message.capabilities !== undefined) seen(message.capabilities);
      });
      port2.postMessage(JSON.stringify({ type: 'hello', seq: 1, protocol: 1, role: 'guest' }));
    };
    process.parentPort = parent;
  `;
}

function log(data) {
  try {
    return `\n${tail(readFileSync(join(data, 'logs/kiosk.log'), 'utf8'), 5)}`;
  } catch {
    return '';
  }
}

function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function megabytes(folder) {
  return Math.round(files(folder).reduce((sum, path) => sum + statSync(path).size, 0) / 1e6);
}

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = reportStepError(error);
}
