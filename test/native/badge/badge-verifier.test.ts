import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeBadge, encodeBadge, tenantTag } from '../../../core/badge/token.ts';
import { openBadgeFiles } from '../../../native/badge/badge-files.ts';
import { createBadgeIssuer, ensureBadgeKeys, rotateBadgeKey } from '../../../native/badge/badge-issuer.ts';
import { createBadgeVerifier } from '../../../native/badge/badge-verifier.ts';
import { generateBadgeKeyPair, signWith } from '../../../native/badge/keys.ts';
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

describe('3,000 mutated badges', () => {
  it('are all refused, none throws, no payload is logged', () => {
    const kiosk = verifier();
    const { token } = issuer().issue({ expiresAtMs: NOW_MS + DAY_MS });
    const random = seeded(20_260_512);
    const reasons = new Map<string, number>();
    for (let i = 0; i < 3000; i++) {
      const mutant = mutate(token, random);
      if (mutant.trim().toUpperCase() === token) continue;
      const verdict = kiosk.verify(mutant);
      expect(verdict.ok, mutant).toBe(false);
      if (!verdict.ok) reasons.set(verdict.reason, (reasons.get(verdict.reason) ?? 0) + 1);
    }
    expect([...reasons.keys()].sort()).toEqual(['bad-signature', 'foreign', 'malformed', 'unknown-key', 'wrong-tenant']);
    expect(JSON.stringify(log.lines)).not.toContain(token.slice(6, 40));
  });

  it('the secret key is nowhere but in its file', () => {
    const badge = issuer().issue({ expiresAtMs: NOW_MS + DAY_MS });
    const { paths } = openBadgeFiles(dataDir);
    const secret: unknown = JSON.parse(readFileSync(paths.signing, 'utf8')).privateKey;
    expect(readFileSync(paths.keyring, 'utf8')).not.toContain(secret);
    expect(badge.token).not.toContain(secret);
  });
});

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function mutate(token: string, random: () => number): string {
  const at = Math.floor(random() * token.length);
  const char = ALPHABET[Math.floor(random() * 32)] ?? '0';
  switch (Math.floor(random() * 8)) {
    case 0:
      return token.slice(0, at);
    case 1:
      return token.slice(0, at) + char + token.slice(at);
    case 2:
      return token.slice(0, at) + String.fromCharCode(Math.floor(random() * 32)) + token.slice(at + 1);
    case 3:
      return token + token;
    case 4:
      return token.slice(0, at) + String.fromCodePoint(0x80 + Math.floor(random() * 0xff00)) + token.slice(at + 1);
    case 5:
      return [...token].sort(() => random() - 0.5).join('');
    default:
      return token.slice(0, at) + char + token.slice(at + 1);
  }
}

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
