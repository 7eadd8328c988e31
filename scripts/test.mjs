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
  const first = await runVitest(root, node, env, args);
  const { died } = first;
  if (process.env.CI === undefined || first.counts.failed !== died.length || died.length === 0 || died.length > MOST_DIED) return first;
  // The process of a file died with it, as native code now and then makes one do: it is run once more, and told of.
  const again = await runVitest(root, node, env, died);
  const { passed, skipped, retried } = first.counts;
  return {
    code: again.code,
    counts: {
      passed: passed + again.counts.passed,
      failed: again.counts.failed,
      skipped: skipped + again.counts.skipped,
      retried: [
        ...retried,
        ...again.counts.retried,
        ...died.map((name) => ({ name, reason: 'its process died, or it could not be loaded' })),
      ],
    },
  };
}

/** More files than these are no accident. */
const MOST_DIED = 3;

async function runVitest(root, node, env, args) {
  const folder = join(root, '.artefacts');
  const path = join(folder, 'vitest.json');
  mkdirSync(folder, { recursive: true });
  rmSync(path, { force: true });
  const cli = join(root, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`];
  const code = await runShown(node, [cli, 'run', ...reporters, ...args], { cwd: root, env });
  return { code, ...readReport(path, code) };
}

/** A file that could not even be loaded, or died, has no failed tests to count: it counts as one failure. */
function readReport(path, code) {
  let report;
  try {
    report = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { counts: { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0, retried: [] }, died: [] };
  }
  const died = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + died.length,
    skipped: report.numPendingTests + report.numTodoTests,
    retried: report.testResults
      .flatMap((file) => file.assertionResults)
      .filter((test) => test.status === 'passed' && test.failureMessages.length > 0)
      .map((test) => ({ name: test.fullName, reason: test.failureMessages[0].split('\n')[0] })),
  };
  // What such a file had not come to is neither passed nor skipped.
  const lost = died.flatMap((file) => file.assertionResults).filter((test) => test.status === 'pending').length;
  counts.skipped -= Math.min(lost, counts.skipped);
  return { counts, died: died.map((file) => file.name) };
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
