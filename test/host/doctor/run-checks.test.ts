import { expect, test } from 'vitest';
import { FoyerError } from '../../../core/contract/index.ts';
import { ok, type Probe } from '../../../host/doctor/check.ts';
import { runChecks } from '../../../host/doctor/run-checks.ts';
import { newDir } from './support.ts';

const told = async (probes: readonly Probe[], limitMs?: number) => {
  const events: string[] = [];
  const checks = await runChecks({
    dataDir: newDir(),
    probes,
    ...(limitMs === undefined ? {} : { limitMs }),
    onProbe: (name, index, of) => void events.push(`${index + 1}/${of} ${name}`),
    onCheck: ({ name, state }) => void events.push(`${name} ${state}`),
  });
  return { events, checks };
};

test('one after another, each told before the next is begun', async () => {
  const { events } = await told([
    { name: 'first', run: () => [ok('a', ''), ok('b', '')] },
    { name: 'second', run: async () => [ok('c', '')] },
  ]);
  expect(events).toEqual(['1/2 first', 'a ok', 'b ok', '2/2 second', 'c ok']);
});

test('a probe that throws is a finding with its own remedy, and the others are done', async () => {
  const fault = new FoyerError('no disk', { fault: 'device', code: 'x', remedy: 'Plug it in.' });
  const { checks } = await told([
    { name: 'known', run: () => Promise.reject(fault) },
    {
      name: 'unknown',
      run: () => {
        throw new TypeError('undefined is not a function');
      },
    },
    { name: 'last', run: () => [ok('last', '')] },
  ]);
  expect(checks).toEqual([
    { name: 'known', state: 'fail', message: 'no disk', remedy: 'Plug it in.' },
    expect.objectContaining({ name: 'unknown', state: 'fail', remedy: expect.stringMatching(/report/) }),
    expect.objectContaining({ name: 'last', state: 'ok' }),
  ]);
});

test('a probe that never comes back is one too', async () => {
  const { checks } = await told([{ name: 'endless', run: () => new Promise(() => {}) }], 5);
  expect(checks).toMatchObject([{ name: 'endless', state: 'fail' }]);
});
