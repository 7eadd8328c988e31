import { expect, test } from 'vitest';
import { watchPage } from '../../electron/page-watchdog.ts';
import { createFakeContents } from '../fakes/electron.ts';
import { createRecordingLog } from '../fakes/plain.ts';
import { createTestClock } from '../fakes/test-clock.ts';

const PAGE = 'load foyer://kiosk/';
const MOMENT = 'load foyer://kiosk/moment.html';

function watch() {
  const clock = createTestClock();
  const fake = createFakeContents();
  const watchdog = watchPage(fake.contents, { clock, log: createRecordingLog() });
  /** What was loaded since this was last asked. */
  const loaded = () => fake.calls.splice(0);
  return { clock, watchdog, loaded, ...fake };
}

test('a page whose process died is loaded again, ever later, until it has been well for a while', () => {
  const { clock, emit, loaded, watchdog } = watch();
  expect(loaded()).toEqual([PAGE]);
  emit('render-process-gone', { reason: 'crashed' });
  expect(loaded()).toEqual([MOMENT]);
  clock.advance(500);
  expect(loaded()).toEqual([PAGE]);
  emit('render-process-gone', { reason: 'oom' });
  clock.advance(999);
  expect(loaded()).toEqual([MOMENT]);
  clock.advance(1);
  expect(loaded()).toEqual([PAGE]);
  watchdog.alive();
  emit('did-finish-load');
  clock.advance(60_000);
  emit('render-process-gone', { reason: 'crashed' });
  clock.advance(500);
  expect(loaded()).toEqual([MOMENT, PAGE]);
});

test('the stand-in that is shown does not count as the page being well', () => {
  const { clock, emit, loaded } = watch();
  for (let i = 0; i < 7; i++) {
    emit('render-process-gone', { reason: 'crashed' });
    emit('did-finish-load');
    clock.advance(30_000);
  }
  loaded();
  emit('render-process-gone', { reason: 'crashed' });
  emit('did-finish-load');
  clock.advance(29_999);
  expect(loaded()).toEqual([MOMENT]);
  clock.advance(1);
  expect(loaded()).toEqual([PAGE]);
});

test('a stand-in that fails too is not tried in a circle', () => {
  const { clock, emit, loaded } = watch();
  loaded();
  emit('did-fail-load', -6, 'not found', 'foyer://kiosk/', true);
  emit('did-fail-load', -6, 'not found', 'foyer://kiosk/moment.html', true);
  expect(loaded()).toEqual([MOMENT]);
  clock.advance(500);
  expect(loaded()).toEqual([PAGE]);
});

test('a page that ended on purpose, one of its frames, or a load that another replaced is left alone', () => {
  const { clock, emit, loaded } = watch();
  loaded();
  emit('render-process-gone', { reason: 'clean-exit' });
  emit('did-fail-load', -2, 'failed', 'foyer://kiosk/frame', false);
  emit('did-fail-load', -3, 'aborted', 'foyer://kiosk/', true);
  clock.advance(60_000);
  expect(loaded()).toEqual([]);
});

test('a page that hangs is taken down, one that recovers is not', () => {
  const { clock, emit, loaded } = watch();
  loaded();
  emit('unresponsive');
  clock.advance(14_000);
  emit('responsive');
  clock.advance(60_000);
  expect(loaded()).toEqual([]);
  emit('unresponsive');
  clock.advance(15_000);
  expect(loaded()).toEqual(['crash']);
});

test('a page that is loaded and shows nothing, as its scripts do not run, is loaded again; one that has asked for its link is not', () => {
  const { clock, emit, loaded, watchdog } = watch();
  loaded();
  emit('did-finish-load');
  clock.advance(29_999);
  expect(loaded()).toEqual([]);
  clock.advance(1);
  expect(loaded()).toEqual([MOMENT]);
  emit('did-finish-load');
  clock.advance(500);
  expect(loaded()).toEqual([PAGE]);
  watchdog.alive();
  emit('did-finish-load');
  clock.advance(120_000);
  expect(loaded()).toEqual([]);
});

test('after the machine slept it is loaded at once', () => {
  const { watchdog, loaded } = watch();
  loaded();
  watchdog.reload('the machine woke up');
  expect(loaded()).toEqual([PAGE]);
});

test('closed, it does nothing more', () => {
  const { clock, emit, loaded, watchdog } = watch();
  emit('render-process-gone', { reason: 'crashed' });
  watchdog.close();
  loaded();
  clock.advance(60_000);
  expect(loaded()).toEqual([]);
});
