import { expect, it } from 'vitest';
import { FoyerError } from '../../core/contract/errors.ts';
import { launchOnceAdmitted } from '../../web/screen/launch-once-admitted.ts';
import { createRecordingLog } from '../fakes/plain.ts';
import { createTestClock } from '../fakes/test-clock.ts';

function start(answers: (string | null | Error)[]) {
  const clock = createTestClock();
  const log = createRecordingLog();
  const launched: string[] = [];
  let killed = 0;
  const browser = Promise.withResolvers<void>();
  const screen = launchOnceAdmitted({
    async pageUrl() {
      const answer = answers.shift() ?? null;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    launch(url) {
      if (url === 'broken') throw new Error('no space left');
      launched.push(url);
      return {
        ended: browser.promise,
        async kill() {
          killed += 1;
          browser.resolve();
        },
      };
    },
    clock,
    log,
  });
  return {
    screen,
    launched,
    killed: () => killed,
    endBrowser: browser.resolve,
    events: () => log.lines.map(({ event }) => event),
    async pass(seconds: number) {
      for (let i = 0; i < seconds; i++) {
        clock.advance(1000);
        for (let turn = 0; turn < 5; turn++) await Promise.resolve();
      }
    },
  };
}

it('starts the browser once the kiosk is there, and ends with it', async () => {
  const { screen, launched, pass, endBrowser } = start([null, null, 'http://127.0.0.1:4310/?t=1']);
  await pass(1);
  expect(launched).toEqual([]);
  await pass(5);
  expect(launched).toEqual(['http://127.0.0.1:4310/?t=1']);
  endBrowser();
  await screen.ended;
});

it('goes on trying a kiosk that does not know the secret, and says so once', async () => {
  const refused = () => new FoyerError('unknown', { fault: 'operator', code: 'token-refused' });
  const { launched, pass, events } = start([refused(), refused(), 'http://127.0.0.1:4310/?t=2']);
  await pass(5);
  expect(launched).toHaveLength(1);
  expect(events()).toEqual(['screen.refused']);
});

it('ends when the browser cannot be started, so that it is tried again later', async () => {
  const { screen, events } = start(['broken']);
  await screen.ended;
  expect(events()).toEqual(['screen.not-started']);
});

it('starts none any more when it is killed while it waits, and kills the one it has', async () => {
  const waiting = start([null, 'http://127.0.0.1:4310/']);
  await waiting.pass(0);
  await waiting.screen.kill();
  await waiting.screen.ended;
  await waiting.pass(5);
  expect(waiting.launched).toEqual([]);
  const running = start(['http://127.0.0.1:4310/']);
  await running.pass(1);
  await running.screen.kill();
  expect(running.killed()).toBe(1);
  await running.screen.ended;
});
