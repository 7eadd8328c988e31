import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeBadge, encodeBadge, isGuestId, tenantTag } from '../../../core/badge/token.ts';
import { openBadgeFiles } from '../../../native/badge/badge-files.ts';
import { createBadgeIssuer, ensureBadgeKeys, rotateBadgeKey } from '../../../native/badge/badge-issuer.ts';
import { createBadgeVerifier, type ForeignPolicy } from '../../../native/badge/badge-verifier.ts';
import { generateBadgeKeyPair, signWith } from '../../../native/badge/keys.ts';
import { mergeBadgeTrust } from '../../../native/badge/trust-list.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

const NOW_MS = Date.parse('2026-05-12T10:00:00Z');
const DAY_MS = 86_400_000;
let dataDir = '';
let nowMs = NOW_MS;
const log = createRecordingLog();
const wallMs = () => nowMs;
const verifier = (tenant = 'demo') => createBadgeVerifier({ dataDir, tenant, log, wallMs });
const issuer = (tenant = 'demo') => createBadgeIssuer({ dataDir, tenant, wallMs });

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-badge-'));
  nowMs = NOW_MS;
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe('badges', () => {
  it('are accepted by the kiosk whose directory issued them', () => {
    const badge = issuer().issue({ expiresAtMs: NOW_MS + DAY_MS });
    expect(verifier().verify(badge.token)).toEqual({
      ok: true,
      guestId: badge.guestId,
      tenant: 'demo',
      expiresAt: '2026-05-13T10:00:00.000Z',
    });
  });

  it('of a fresh kiosk work at once: the key pair is made, the secret half for its owner only', () => {
    verifier();
    const { paths } = openBadgeFiles(dataDir);
    expect(statSync(paths.signing).mode & 0o777).toBe(0o600);
    expect(statSync(paths.keyring).mode & 0o777).toBe(0o600);
    expect(verifier().verify(issuer().issue({ expiresAtMs: NOW_MS + DAY_MS }).token).ok).toBe(true);
  });

  it('expire on the minute', () => {
    const { token } = issuer().issue({ expiresAtMs: NOW_MS + 90_000 });
    const kiosk = verifier();
    nowMs = NOW_MS + 119_999;
    expect(kiosk.verify(token).ok).toBe(true);
    nowMs = NOW_MS + 120_000;
    expect(kiosk.verify(token)).toEqual({ ok: false, reason: 'expired' });
  });

  it('stay good when the key is rotated, without a restart of the kiosk', () => {
    const kiosk = verifier();
    const before = issuer().issue({ expiresAtMs: NOW_MS + DAY_MS });
    rotateBadgeKey({ dataDir, tenant: 'demo', nowMs });
    const after = issuer().issue({ expiresAtMs: NOW_MS + DAY_MS });
    const keyIds = [before, after].map(({ token }) => {
      const decoded = decodeBadge(token);
      return decoded.ok ? decoded.badge.claims.keyId : '';
    });
    expect(keyIds[0]).not.toBe(keyIds[1]);
    expect(kiosk.verify(before.token).ok).toBe(true);
    expect(kiosk.verify(after.token).ok).toBe(true);
  });

  it('can be revoked and replaced for the same guest', () => {
    const kiosk = verifier();
    const lost = issuer().issue({ expiresAtMs: NOW_MS + DAY_MS });
    issuer().revoke(lost.guestId);
    const replacement = issuer().issue({ expiresAtMs: NOW_MS + DAY_MS, guestId: lost.guestId });
    expect(kiosk.verify(lost.token)).toEqual({ ok: false, reason: 'revoked' });
    expect(kiosk.verify(replacement.token)).toMatchObject({ ok: true, guestId: lost.guestId });
    issuer().revoke(replacement.token);
    expect(kiosk.verify(replacement.token)).toEqual({ ok: false, reason: 'revoked' });
  });

  it('of another house, an unknown key or a forger are refused with their reason', () => {
    const kiosk = verifier();
    const foreign = createBadgeIssuer({ dataDir: join(dataDir, 'other'), tenant: 'other-house', wallMs }).issue({
      expiresAtMs: NOW_MS + DAY_MS,
    });
    const unknown = createBadgeIssuer({ dataDir: join(dataDir, 'clone'), tenant: 'demo', wallMs }).issue({ expiresAtMs: NOW_MS + DAY_MS });
    const genuine = ensureBadgeKeys({ dataDir, tenant: 'demo', nowMs });
    const claims = { keyId: genuine.keyId, tenantTag: tenantTag('demo'), guestId: unknown.guestId, issue: 0, expiresAtMs: NOW_MS + DAY_MS };
    const forged = encodeBadge(claims, signWith(generateBadgeKeyPair('demo', nowMs).signingKey));
    expect(kiosk.verify(foreign.token)).toEqual({ ok: false, reason: 'wrong-tenant' });
    expect(kiosk.verify(unknown.token)).toEqual({ ok: false, reason: 'unknown-key' });
    expect(kiosk.verify(forged)).toEqual({ ok: false, reason: 'bad-signature' });
    expect(kiosk.verify('BEGIN:VCARD')).toEqual({ ok: false, reason: 'foreign' });
  });

  it('a key of another tenant in the same file is not trusted', () => {
    ensureBadgeKeys({ dataDir, tenant: 'other-house', nowMs });
    const other = openBadgeFiles(dataDir).signingKey();
    if (other === null) throw new Error('no key');
    const claims = {
      keyId: other.keyId,
      tenantTag: tenantTag('demo'),
      guestId: '0123456789abcdefghjg',
      issue: 0,
      expiresAtMs: NOW_MS + DAY_MS,
    };
    expect(verifier().verify(encodeBadge(claims, signWith(other)))).toEqual({ ok: false, reason: 'unknown-key' });
  });

  it('are judged by the last good keys when the file breaks', () => {
    const kiosk = verifier();
    const { token } = issuer().issue({ expiresAtMs: NOW_MS + DAY_MS });
    kiosk.verify(token);
    writeFileSync(openBadgeFiles(dataDir).paths.keyring, '{ not json');
    expect(kiosk.verify(token).ok).toBe(true);
    expect(verifier().verify(token)).toEqual({ ok: false, reason: 'unknown-key' });
    expect(log.lines).toContainEqual(expect.objectContaining({ event: 'badge.keys-unreadable' }));
  });
});

describe('the signing key', () => {
  it('is nowhere but in its file', () => {
    const badge = issuer().issue({ expiresAtMs: NOW_MS + DAY_MS });
    const { paths } = openBadgeFiles(dataDir);
    const secret: unknown = JSON.parse(readFileSync(paths.signing, 'utf8')).privateKey;
    expect(readFileSync(paths.keyring, 'utf8')).not.toContain(secret);
    expect(badge.token).not.toContain(secret);
  });
});

describe('badges that others printed', () => {
  const VCARD = 'BEGIN:VCARD\nVERSION:3.0\nFN:Ada Lovelace\nEMAIL:ada@example.org\nEND:VCARD';
  const allow = { foreign: 'allow', patterns: ['vcard', 'TKT-########'] } as const;
  const taking = (dir = dataDir, policy: ForeignPolicy = allow) =>
    createBadgeVerifier({ dataDir: dir, tenant: 'demo', log, wallMs, policy });

  it('count only where the operator allows them, and only in the shapes that are named', () => {
    expect(verifier().verify(VCARD)).toEqual({ ok: false, reason: 'foreign' });
    expect(taking(dataDir, { ...allow, foreign: 'off' }).verify(VCARD)).toEqual({ ok: false, reason: 'foreign' });
    const kiosk = taking();
    expect(kiosk.verify(VCARD)).toMatchObject({ ok: true, expiresAt: null, foreign: { kind: 'vcard', contactName: 'Ada Lovelace' } });
    expect(kiosk.verify('TKT-12345678')).toMatchObject({ ok: true, foreign: { kind: 'code' } });
    expect(kiosk.verify('TKT-1234567X')).toEqual({ ok: false, reason: 'foreign' });
  });

  it('are the same guest at every kiosk that has the key, and nobody at one that has another', () => {
    const here = taking().verify(VCARD);
    const there = join(dataDir, 'there');
    const before = taking(there).verify(VCARD);
    mergeBadgeTrust(there, 'demo', { list: null, foreignKey: openBadgeFiles(dataDir).foreignKeys().keys.demo });
    const after = taking(there).verify(VCARD);
    expect(here.ok && isGuestId(here.guestId)).toBe(true);
    expect(after).toEqual(here);
    expect(before).not.toEqual(here);
  });

  it('leave nothing of the code on the disk, and can be revoked by the id of their guest', () => {
    const kiosk = taking();
    const verdict = kiosk.verify(VCARD);
    if (!verdict.ok) throw new Error(verdict.reason);
    const files = readdirSync(join(dataDir, 'keys')).map((name) => readFileSync(join(dataDir, 'keys', name), 'utf8'));
    expect(files.join('')).not.toMatch(/Ada|Lovelace|example\.org/);
    issuer().revoke(verdict.guestId);
    expect(kiosk.verify(VCARD)).toEqual({ ok: false, reason: 'revoked' });
  });
});
