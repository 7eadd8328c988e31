import { describe, expect, it } from 'vitest';
import { isInWindow } from '../../../host/updates/maintenance-window.ts';
import {
  beginTrial,
  countStart,
  failTrial,
  inUse,
  isRefused,
  NO_TRIALS,
  passTrial,
  type Trials,
  uncountStart,
} from '../../../host/updates/trials.ts';

const id = (value: string) => value;
const start = (state: Trials<string>) => countStart(state, id);

describe('something on trial', () => {
  const tried = beginTrial({ ...NO_TRIALS, good: 'old' } as Trials<string>, 'new', ['venue']);

  it('is in use, and good once it has passed', () => {
    expect(inUse(tried)).toBe('new');
    expect(passTrial(start(tried))).toEqual({ good: 'new', trial: null, refused: [] });
  });

  it('survives one end that was not in order, not two', () => {
    const twice = start(start(tried));
    expect(inUse(twice)).toBe('new');
    const thrice = start(twice);
    expect(inUse(thrice)).toBe('old');
    expect(isRefused(thrice, 'new')).toBe(true);
  });

  it('is not blamed for ends in order', () => {
    let state = tried;
    for (let i = 0; i < 9; i++) state = uncountStart(start(state));
    expect(inUse(state)).toBe('new');
  });

  it('makes way for nothing where there was nothing', () => {
    expect(inUse(failTrial(beginTrial(NO_TRIALS as Trials<string>, 'new', []), id, 'it hears nothing'))).toBeNull();
  });

  it('is forgotten as a failure only after many others', () => {
    let state: Trials<string> = NO_TRIALS;
    for (let i = 0; i < 60; i++) state = failTrial(beginTrial(state, `v${i}`, []), id, 'no');
    expect([isRefused(state, 'v59'), isRefused(state, 'v9'), state.refused.length]).toEqual([true, false, 50]);
  });
});

describe('the maintenance window', () => {
  it.each([
    ['02:00', '05:00', '2026-11-22T02:00', true],
    ['02:00', '05:00', '2026-11-22T04:59', true],
    ['02:00', '05:00', '2026-11-22T05:00', false],
    ['02:00', '05:00', '2026-11-22T01:59', false],
    ['23:00', '04:00', '2026-11-22T23:30', true],
    ['23:00', '04:00', '2026-11-22T03:59', true],
    ['23:00', '04:00', '2026-11-22T12:00', false],
    ['00:00', '00:00', '2026-11-22T12:00', true],
  ])('from %s to %s, at %s: %s', (from, to, local, open) => {
    expect(isInWindow({ from, to }, local)).toBe(open);
  });
});
