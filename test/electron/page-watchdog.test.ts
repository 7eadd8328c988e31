import { expect, test } from 'vitest';
import { watchPage } from '../../electron/page-watchdog.ts';
import { createFakeContents } from '../fakes/electron.ts';
import { createRecordingLog } from '../fakes/plain.ts';
import { createTestClock } from '../fakes/test-clock.ts';

function watch() {
  const clock = createTestClock();
  const fake = createFakeContents();
  const watchdog = watchPage(fake.contents, { clock, log: createRecordingLog() });
  return { clock, watchdog, ...fake };
}

test('a page whose process died is loaded again, ever later, until it has been well for a while', () => {
  const { clock, emit, calls } = watch();
  emit('render-process-gone', { reason: 'crashed' });
  clock.advance(500);
  emit('render-process-gone', { reason: 'oom' });
  clock.advance(999);
  expect(calls).toEqual(['reload']);
  clock.advance(1);
  expect(calls).toEqual(['reload', 'reload']);
  emit('did-finish-load');
  clock.advance(60_000);
  emit('render-process-gone', { reason: 'crashed' });
  clock.advance(500);
  expect(calls).toHaveLength(3);
});

test('a page that ended on purpose, or one of its frames, is left alone', () => {
  const { clock, emit, calls } = watch();
  emit('render-process-gone', { reason: 'clean-exit' });
  emit('did-fail-load', -2, 'failed', 'foyer://kiosk/frame', false);
  clock.advance(60_000);
  expect(calls).toEqual([]);
});

test('a page that could not be loaded is tried again', () => {
  const { clock, emit, calls } = watch();
  emit('did-fail-load', -6, 'not found', 'foyer://kiosk/', true);
  clock.advance(500);
  expect(calls).toEqual(['reload']);
});

test('a page that hangs is taken down, one that recovers is not', () => {
  const { clock, emit, calls } = watch();
  emit('unresponsive');
  clock.advance(14_000);
  emit('responsive');
  clock.advance(60_000);
  expect(calls).toEqual([]);
  emit('unresponsive');
  clock.advance(15_000);
  expect(calls).toEqual(['crash']);
});

test('closed, it does nothing more', () => {
  const { clock, emit, calls, watchdog } = watch();
  emit('render-process-gone', { reason: 'crashed' });
  watchdog.close();
  clock.advance(60_000);
  expect(calls).toEqual([]);
});
