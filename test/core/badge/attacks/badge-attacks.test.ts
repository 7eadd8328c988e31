import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_SCANNED_TEXT } from '../../../../core/contract/protocol.ts';
import { kioskMessages } from '../../../../core/kiosk/messages.ts';
import { createBadgeIssuer } from '../../../../native/badge/badge-issuer.ts';
import { createBadgeVerifier } from '../../../../native/badge/badge-verifier.ts';
import { createRecordingLog } from '../../../fakes/plain.ts';
import { seeded } from '../../../support/random.ts';
import { createKioskHarness, settle } from '../../kiosk/kiosk-harness.ts';
import { createAttacks, type Reason, type Target } from './attack-payloads.ts';

const ATTACKS = 10_000;
const NOW_MS = Date.parse('2026-05-12T10:00:00Z');
const DAY_MS = 86_400_000;
/** A screen may send no faster. */
const EVERY_MS = 100;
const REASONS: readonly Reason[] = ['bad-signature', 'expired', 'foreign', 'malformed', 'revoked', 'unknown-key', 'wrong-tenant'];

let dataDir = '';
let target: Target;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-attacks-'));
  const wallMs = () => NOW_MS;
  const house = createBadgeIssuer({ dataDir, tenant: 'demo', wallMs });
  const issue = (expiresAtMs = NOW_MS + DAY_MS) => house.issue({ expiresAtMs });
  const [revoked, lost] = [issue(), issue()];
  house.revoke(revoked.token);
  house.revoke(lost.token);
  house.issue({ expiresAtMs: NOW_MS + DAY_MS, guestId: lost.guestId });
  target = {
    tenant: 'demo',
    keyId: house.keyId,
    nowMs: NOW_MS,
    genuine: issue().token,
    expired: issue(NOW_MS - 60_000).token,
    revoked: revoked.token,
    replaced: lost.token,
    elsewhere: createBadgeIssuer({ dataDir: join(dataDir, 'other'), tenant: 'grand-hotel', wallMs }).issue({ expiresAtMs: NOW_MS + DAY_MS })
      .token,
  };
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe(`${ATTACKS} hostile badges at one kiosk`, () => {
  it('are all refused with the right reason and a kind message, and the next guest is greeted', async () => {
    const badges = createBadgeVerifier({ dataDir, tenant: 'demo', log: createRecordingLog(), wallMs: () => NOW_MS });
    const { open, clock, log } = createKioskHarness({ badges });
    const screen = open();
    await settle();
    const nextAttack = createAttacks(target, seeded(20_261_122));
    const seen = new Map<Reason, number>();
    for (let i = 0; i < ATTACKS; i++) {
      const { kind, payload, reason } = nextAttack();
      log.lines.length = 0;
      screen.received.length = 0;
      clock.advance(EVERY_MS);
      screen.send({ type: 'badge.scan', source: i % 2 === 0 ? 'camera' : 'wedge', payload });
      await Promise.resolve();
      await Promise.resolve();
      const told = JSON.stringify({ kind, payload });
      expect(screen.received, told).toEqual([{ type: 'badge.refused', hint: expect.stringMatching(/You can still ask me anything\.$/) }]);
      // The reason and nothing else: no part of the payload, no stack.
      expect(log.lines, told).toEqual([{ level: 'info', event: 'badge refused', fields: { reason } }]);
      seen.set(reason, (seen.get(reason) ?? 0) + 1);
    }
    expect([...seen.keys()].sort()).toEqual(REASONS);
    expect(Math.min(...seen.values())).toBeGreaterThan(ATTACKS / 50);

    screen.received.length = 0;
    clock.advance(EVERY_MS);
    screen.send({ type: 'badge.scan', source: 'camera', payload: target.genuine });
    await settle();
    expect(screen.received.map(({ type }) => type)).toEqual(expect.arrayContaining(['session.started', 'consent.ask']));
  }, 120_000);

  it('of impossible length are refused by the link, and leave the session as it is', async () => {
    const { open, clock } = createKioskHarness();
    const screen = open();
    for (const payload of ['', 'A'.repeat(MAX_SCANNED_TEXT + 1)]) {
      clock.advance(EVERY_MS);
      screen.send({ type: 'badge.scan', source: 'camera', payload });
    }
    await settle();
    expect(screen.all('refused')).toHaveLength(2);
    expect(screen.all('badge.refused')).toEqual([]);
    clock.advance(EVERY_MS);
    screen.send({ type: 'badge.scan', source: 'camera', payload: 'OK:ada' });
    await settle();
    expect(screen.all('consent.ask')).toHaveLength(1);
  });

  it('are told in every language of the kiosk, each in words of its own', () => {
    for (const locale of ['en', 'de'] as const) {
      const say = kioskMessages(locale);
      const texts = (['badge.refused', 'badge.unreadable', 'badge.foreign', 'badge.expired', 'badge.revoked'] as const).map((key) =>
        say(key),
      );
      expect(new Set(texts).size).toBe(texts.length);
    }
  });
});
