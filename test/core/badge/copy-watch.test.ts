import { describe, expect, it } from 'vitest';
import { createCopyWatch } from '../../../core/badge/copy-watch.ts';
import { createKioskHarness, settle } from '../kiosk/kiosk-harness.ts';

const WITHIN_MS = 300_000;
const NOW_MS = Date.parse('2026-05-12T10:00:00Z');

function setUp(withinMs = WITHIN_MS) {
  let nowMs = NOW_MS;
  const watch = createCopyWatch({ withinMs, wallMs: () => nowMs });
  const copied: string[] = [];
  watch.onCopied((guestId) => copied.push(guestId));
  const later = (ms: number) => {
    nowMs += ms;
  };
  return { watch, copied, later };
}

describe('a badge at two places', () => {
  it.each([
    ['minutes apart is noticed', WITHIN_MS, true],
    ['with time to walk between them is not', WITHIN_MS + 1, false],
    ['where the other clock is a little ahead is noticed', -30_000, true],
  ])('%s', (_what, agoMs, expected) => {
    const { watch } = setUp();
    watch.elsewhere('ada', NOW_MS - agoMs);
    expect(watch.scanned('ada')).toBe(expected);
    expect(watch.scanned('bob')).toBe(false);
  });

  it('is noticed when the news comes late, once for each use', () => {
    const { watch, copied, later } = setUp();
    expect(watch.scanned('ada')).toBe(false);
    later(60_000);
    watch.elsewhere('ada', NOW_MS + 30_000);
    watch.elsewhere('ada', NOW_MS + 30_000);
    watch.elsewhere('ada', NOW_MS + 20_000);
    expect(copied).toEqual(['ada']);
  });

  it('is nobody again when time has passed, and never where the operator says so', () => {
    const { watch, later } = setUp();
    watch.elsewhere('ada', NOW_MS);
    later(WITHIN_MS + 1);
    expect(watch.scanned('ada')).toBe(false);
    const off = setUp(0);
    off.watch.elsewhere('ada', NOW_MS);
    expect(off.watch.scanned('ada')).toBe(false);
  });

  it('is kept of a limited number of guests', () => {
    const { watch } = setUp();
    watch.elsewhere('ada', NOW_MS);
    for (let i = 0; i < 3000; i++) watch.elsewhere(`guest-${i}`, NOW_MS);
    expect(watch.scanned('ada')).toBe(false);
    expect(watch.scanned('guest-2999')).toBe(true);
  });
});

describe('at the kiosk', () => {
  const flagged = (log: { lines: readonly { event: string }[] }) => log.lines.filter(({ event }) => event === 'badge in use at two places');

  it('such a badge is flagged in the log, without a name, and the guest is served', async () => {
    const { watch } = setUp();
    const { open, log } = createKioskHarness({ copies: watch });
    const screen = open();
    watch.elsewhere('ada', NOW_MS - 60_000);
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'OK:ada' });
    await settle();
    expect(flagged(log)).toEqual([{ level: 'warn', event: 'badge in use at two places', fields: undefined }]);
    expect(screen.all('consent.ask')).toHaveLength(1);
  });

  it('the flag follows when the cloud answers after the greeting, for the guest who is here only', async () => {
    const { watch } = setUp();
    const { open, log } = createKioskHarness({ copies: watch });
    const screen = open();
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'OK:ada' });
    await settle();
    watch.scanned('bob');
    watch.elsewhere('bob', NOW_MS - 1000);
    expect(flagged(log)).toEqual([]);
    watch.elsewhere('ada', NOW_MS - 1000);
    expect(flagged(log)).toHaveLength(1);
  });
});

describe('the name on a contact card', () => {
  const badges = {
    verify: () => ({
      ok: true as const,
      guestId: 'ada',
      tenant: 'demo',
      expiresAt: null,
      foreign: { kind: 'vcard' as const, contactName: 'Ada Lovelace' },
    }),
  };
  it.each([
    [true, ['Ada Lovelace']],
    [false, []],
  ])('is kept if the guest agrees to be remembered (%s): %j', async (remember, names) => {
    const { open, guests } = createKioskHarness({ badges });
    const screen = open();
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'BEGIN:VCARD' });
    await settle();
    screen.send({ type: 'consent.answer', remember });
    await settle();
    const kept = guests.consent('ada') === 'remember' ? guests.open('ada').profile().facts : [];
    expect(kept.filter(({ kind }) => kind === 'name').map(({ value }) => value)).toEqual(names);
  });
});
