import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './setup/dependencies.mjs';
import { runShown } from './setup/run-command.mjs';
import { reportStepError } from './setup/step-error.mjs';
import { environment, setUpForTests } from './setup.mjs';

/** `npm test [-- vitest arguments]`: set-up, `npm run check`, every test, and one line of counts at the end. */
async function main(args) {
  const begunMs = performance.now();
  const { root, node, chromium } = await setUpForTests();
  if (chromium.path === null) console.error(`foyer: no Chromium (${chromium.reason}): tests in a real browser are skipped`);
  const env = environment(root, node, {
    ...(chromium.path === null ? {} : { FOYER_CHROMIUM: chromium.path }),
    ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }),
  });
  const setUpMs = performance.now() - begunMs;
  const check = await timed(() => npmRun('check', { cwd: root, env }));
  const tests = await timed(() => vitest(root, node, env, args));
  console.log(`set-up ${seconds(setUpMs)}, check ${seconds(check.ms)}, tests ${seconds(tests.ms)}`);
  if (check.result !== 0) {
    console.error('foyer: npm run check failed (format, lint, types or import arrows); npm run fix corrects format and import order');
  }
  const { passed, failed, skipped, retried } = tests.result.counts;
  for (const { name, reason } of retried) console.log(`passed on a second try: ${name}\n  ${reason}`);
  console.log(`tests: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  return check.result === 0 && tests.result.code === 0 && failed === 0 ? 0 : 1;
}

function npmRun(script, options) {
  const { command, args } = npm(['run', '--silent', script]);
  return runShown(command, args, options);
}

async function vitest(root, node, env, args) {
  const folder = join(root, '.artefacts');
  const report = join(folder, 'vitest.json');
  mkdirSync(folder, { recursive: true });
  rmSync(report, { force: true });
  const cli = join(root, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runShown(node, [cli, 'run', ...reporters, ...args], { cwd: root, env });
  return { code, counts: counts(report, code) };
}

/** A file that could not even be loaded has no tests to count: it counts as one failure. */
function counts(path, code) {
  let report;
  try {
    report = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0, retried: [] };
  }
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
    retried: report.testResults
      .flatMap((file) => file.assertionResults)
      .filter((test) => test.status === 'passed' && test.failureMessages.length > 0)
      .map((test) => ({ name: test.fullName, reason: test.failureMessages[0].split('\n')[0] })),
  };
}

async function timed(work) {
  const begunMs = performance.now();
  const result = await work();
  return { result, ms: performance.now() - begunMs };
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = reportStepError(error);
}
