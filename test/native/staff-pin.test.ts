import { describe, expect, it } from 'vitest';
import { KIOSK_MIGRATIONS } from '../../native/sqlite/kiosk-database.ts';
import { openDatabase } from '../../native/sqlite/open-database.ts';
import { createStaffPin } from '../../native/sqlite/staff-pin.ts';

function setUp() {
  const db = openDatabase(':memory:', KIOSK_MIGRATIONS);
  const clock = { nowMs: 1_800_000_000_000 };
  return { db, clock, pin: createStaffPin(db, () => clock.nowMs) };
}
const wrong = (pin: { verify(text: string): unknown }, times: number) => Array.from({ length: times }, () => pin.verify('0000'));

describe('createStaffPin', () => {
  it('is set once chosen, and opens with the right PIN only', () => {
    const { pin } = setUp();
    expect([pin.isSet(), pin.verify('2580')]).toEqual([false, { ok: false, retryAfterMs: 0 }]);
    pin.set('2580');
    expect(pin.isSet()).toBe(true);
    expect(pin.verify('2580')).toEqual({ ok: true });
    expect(pin.verify('2581')).toEqual({ ok: false, retryAfterMs: 0 });
  });

  it('may be chosen at a screen for an hour from the very first start, whatever is started later and however the clock is set', () => {
    const { db, clock, pin } = setUp();
    expect(pin.mayChoose()).toBe(false);
    pin.begins();
    expect(pin.mayChoose()).toBe(true);
    clock.nowMs += 59 * 60_000;
    const again = createStaffPin(db, () => clock.nowMs);
    again.begins();
    expect(again.mayChoose()).toBe(true);
    clock.nowMs += 60_000;
    expect(again.mayChoose()).toBe(false);
    clock.nowMs -= 2 * 3_600_000;
    expect(again.mayChoose()).toBe(false);
    again.begins();
    clock.nowMs += 3_600_000 + 60_000;
    expect(again.mayChoose()).toBe(false);
  });

  it('may not be chosen at a screen once it is set', () => {
    const { pin } = setUp();
    pin.begins();
    pin.set('2580');
    expect(pin.mayChoose()).toBe(false);
  });

  it.each(['', '123', '12a4', '1234567890123'])('refuses "%s" as a PIN', (text) => {
    expect(() => setUp().pin.set(text)).toThrow(expect.objectContaining({ code: 'pin-invalid' }));
  });

  it('keeps no PIN on disk', () => {
    const { db, pin } = setUp();
    pin.set('2580');
    expect(JSON.stringify(db.prepare('SELECT * FROM settings').all())).not.toContain('2580');
  });

  it('waits longer and longer from the fifth wrong PIN on, whatever is typed meanwhile', () => {
    const { clock, pin } = setUp();
    pin.set('2580');
    expect(wrong(pin, 5).at(-1)).toEqual({ ok: false, retryAfterMs: 30_000 });
    clock.nowMs += 29_999;
    expect(pin.verify('2580')).toEqual({ ok: false, retryAfterMs: 1 });
    clock.nowMs += 1;
    expect(pin.verify('0000')).toEqual({ ok: false, retryAfterMs: 60_000 });
    clock.nowMs += 60_000;
    expect(pin.verify('2580')).toEqual({ ok: true });
    expect(pin.verify('0000')).toEqual({ ok: false, retryAfterMs: 0 });
  });

  it('stays locked over a restart, and a clock set back does not lock for longer', () => {
    const { db, clock, pin } = setUp();
    pin.set('2580');
    wrong(pin, 5);
    const again = createStaffPin(db, () => clock.nowMs);
    expect(again.verify('2580')).toEqual({ ok: false, retryAfterMs: 30_000 });
    clock.nowMs -= 365 * 86_400_000;
    expect(again.verify('2580')).toEqual({ ok: false, retryAfterMs: 30_000 });
    clock.nowMs += 30_000;
    expect(again.verify('2580')).toEqual({ ok: true });
  });

  it('counts wrong tries at each door by itself: who plays at the guests’ screen does not lock staff out', () => {
    const { db, clock, pin } = setUp();
    pin.set('2580');
    for (let i = 0; i < 5; i++) pin.verify('0000', 'operator');
    expect(createStaffPin(db, () => clock.nowMs).verify('2580', 'operator')).toEqual({ ok: false, retryAfterMs: 30_000 });
    expect(pin.verify('2580')).toEqual({ ok: true });
    wrong(pin, 5);
    clock.nowMs += 30_000;
    expect(pin.verify('2580', 'operator')).toEqual({ ok: true });
    wrong(pin, 1);
    expect(pin.verify('2580', 'staff')).toMatchObject({ ok: false });
  });

  it('opens both doors again when it is set anew', () => {
    const { pin } = setUp();
    pin.set('2580');
    wrong(pin, 5);
    for (let i = 0; i < 5; i++) pin.verify('0000', 'operator');
    pin.set('1470');
    expect([pin.verify('1470'), pin.verify('1470', 'operator')]).toEqual([{ ok: true }, { ok: true }]);
  });
});
