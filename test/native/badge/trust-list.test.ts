import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SignedTrustList } from '../../../core/badge/trust-list.ts';
import { openBadgeFiles } from '../../../native/badge/badge-files.ts';
import { createBadgeIssuer, rotateBadgeKey } from '../../../native/badge/badge-issuer.ts';
import { createBadgeVerifier } from '../../../native/badge/badge-verifier.ts';
import { generateListKey } from '../../../native/badge/keys.ts';
import { ensureListKey, mergeBadgeTrust, openTrustList, publishTrustList, signTrustList } from '../../../native/badge/trust-list.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

const NOW_MS = Date.parse('2026-05-12T10:00:00Z');
const DAY_MS = 86_400_000;
const tenant = 'demo';
let root = '';
let nowMs = NOW_MS;
const wallMs = () => nowMs;
const log = createRecordingLog();
const deskDir = () => join(root, 'desk');
const kioskDir = () => join(root, 'kiosk');
const desk = () => createBadgeIssuer({ dataDir: deskDir(), tenant, wallMs });
const kiosk = (trustKey?: string) => createBadgeVerifier({ dataDir: kioskDir(), tenant, log, wallMs, trustKey });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'foyer-trust-'));
  nowMs = NOW_MS;
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function published(): SignedTrustList {
  const list = publishTrustList({ dataDir: deskDir(), tenant, nowMs });
  if (list === null) throw new Error('no list');
  return list;
}
const receive = (list: SignedTrustList, trustKey?: string) => mergeBadgeTrust(kioskDir(), tenant, { list }, { trustKey });
const badge = () => desk().issue({ expiresAtMs: NOW_MS + DAY_MS });

describe('the signed list of good badges', () => {
  it("makes the desk's badges good on a kiosk, and revoked ones void, without a network", () => {
    const [good, bad] = [badge(), badge()];
    const verifier = kiosk();
    expect(verifier.verify(good.token)).toEqual({ ok: false, reason: 'unknown-key' });
    desk().revoke(bad.token);
    receive(published());
    expect(verifier.verify(good.token)).toMatchObject({ ok: true, guestId: good.guestId });
    expect(verifier.verify(bad.token)).toEqual({ ok: false, reason: 'revoked' });
    expect(kiosk().verify(good.token).ok).toBe(true);
  });

  it('follows a rotation of the key: what was printed before stays good', () => {
    const before = badge();
    receive(published());
    nowMs += 1000;
    rotateBadgeKey({ dataDir: deskDir(), tenant, nowMs });
    const after = badge();
    const verifier = kiosk();
    expect(verifier.verify(after.token)).toEqual({ ok: false, reason: 'unknown-key' });
    receive(published());
    expect([before, after].map(({ token }) => verifier.verify(token).ok)).toEqual([true, true]);
  });

  it('withdraws a stolen key everywhere', () => {
    const before = badge();
    receive(published());
    const verifier = kiosk();
    expect(verifier.verify(before.token).ok).toBe(true);
    nowMs += 1000;
    rotateBadgeKey({ dataDir: deskDir(), tenant, nowMs, distrustOld: true });
    receive(published());
    expect(verifier.verify(before.token)).toEqual({ ok: false, reason: 'unknown-key' });
  });

  it('is signed again only when something changed, and its serial grows even where the clock went back', () => {
    badge();
    const first = published();
    nowMs += 60_000;
    expect(published()).toEqual(first);
    nowMs = NOW_MS - DAY_MS;
    desk().revoke(badge().guestId);
    expect(openTrustList(published())?.serial).toBe((openTrustList(first)?.serial ?? 0) + 1);
  });
  it.each(['list', 'signature', 'signer'] as const)('changed in its %s is refused, and the old one stays in force', (field) => {
    const { token, guestId } = badge();
    receive(published());
    nowMs += 1000;
    desk().revoke(guestId);
    const genuine = published();
    const forged = {
      list: { ...genuine, list: genuine.list.replace('"upToIssue":0', '"upToIssue":1') },
      signature: { ...genuine, signature: `${genuine.signature.slice(0, -3)}AAA` },
      signer: { ...genuine, signer: generateListKey(tenant).publicKey },
    }[field];
    expect(() => receive(forged)).toThrowError(expect.objectContaining({ code: 'trust-list-forged' }));
    expect(kiosk().verify(token).ok).toBe(true);
  });

  it('of another signer is refused by a kiosk that is bound to one, unless the operator says so', () => {
    const { token } = badge();
    receive(published());
    const content = openTrustList(published());
    if (content === null) throw new Error('no list');
    const stranger = signTrustList(generateListKey(tenant), { ...content, serial: content.serial + 1, keys: [] });
    expect(() => receive(stranger)).toThrowError(expect.objectContaining({ code: 'trust-list-of-another-signer' }));
    expect(kiosk().verify(token).ok).toBe(true);
    receive(stranger, stranger.signer);
    expect(kiosk(stranger.signer).verify(token)).toEqual({ ok: false, reason: 'unknown-key' });
    expect(() => receive(published(), stranger.signer)).toThrowError(expect.objectContaining({ code: 'trust-list-of-another-signer' }));
  });

  it("a list of this kiosk's own making does not bind it", () => {
    createBadgeIssuer({ dataDir: kioskDir(), tenant, wallMs });
    const own = openBadgeFiles(kioskDir()).trust().lists[0]?.signer;
    const { token } = badge();
    receive(published());
    expect(openBadgeFiles(kioskDir()).trust().lists[0]?.signer).not.toBe(own);
    expect(kiosk().verify(token).ok).toBe(true);
    // From now on the kiosk's own badges count here alone: it must not replace the list of the house.
    const mine = createBadgeIssuer({ dataDir: kioskDir(), tenant, wallMs }).issue({ expiresAtMs: NOW_MS + DAY_MS });
    expect(kiosk().verify(mine.token).ok).toBe(true);
    expect(kiosk().verify(token).ok).toBe(true);
  });

  it('of an earlier day brings no revoked badge back', () => {
    const { token, guestId } = badge();
    const early = published();
    nowMs += 1000;
    desk().revoke(guestId);
    receive(published());
    expect(() => receive(early)).toThrowError(expect.objectContaining({ code: 'trust-list-stale' }));
    expect(kiosk().verify(token)).toEqual({ ok: false, reason: 'revoked' });
  });

  it('of another tenant is not taken, and two tenants can share a directory', () => {
    badge();
    const other = createBadgeIssuer({ dataDir: join(root, 'other'), tenant: 'grand-hotel', wallMs });
    const lists = openBadgeFiles(join(root, 'other')).trust().lists;
    const [list] = lists;
    if (list === undefined) throw new Error('no list');
    expect(() => receive(list)).toThrowError(expect.objectContaining({ code: 'trust-list-forged' }));
    mergeBadgeTrust(kioskDir(), 'grand-hotel', { list });
    receive(published());
    const guest = other.issue({ expiresAtMs: NOW_MS + DAY_MS });
    const theirs = createBadgeVerifier({ dataDir: kioskDir(), tenant: 'grand-hotel', log, wallMs, makeKeys: false });
    expect(theirs.verify(guest.token).ok).toBe(true);
    expect(kiosk().verify(guest.token)).toEqual({ ok: false, reason: 'wrong-tenant' });
  });

  it('is signed with a key that is secret and signs nothing else', () => {
    badge();
    const key = ensureListKey(deskDir(), tenant);
    const { paths } = openBadgeFiles(deskDir());
    expect(statSync(paths.listSigning).mode & 0o777).toBe(0o600);
    expect(JSON.stringify(published())).not.toContain(key.privateKey);
    expect(
      openBadgeFiles(deskDir())
        .keyring()
        .keys.map(({ publicKey }) => publicKey),
    ).not.toContain(key.publicKey);
  });
});
