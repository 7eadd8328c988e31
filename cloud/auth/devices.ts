import { createHash, createPublicKey, randomUUID, verify } from 'node:crypto';
import { z } from 'zod';
import type { EnrolRequest, TokenRequest, TokenResponse } from '../../core/sync/enrolment.ts';
import { challengeMessage, deviceIdSchema, enrolMessage, formatCode, normaliseCode } from '../../core/sync/enrolment.ts';
import type { Queries, Row, TenantDatabase } from '../database.ts';
import { HttpRefusal } from '../http/refusal.ts';
import { createSigner } from './signer.ts';

const CHALLENGE_MS = 60_000;
const TOKEN_MS = 15 * 60_000;

export interface DevicesDeps {
  readonly db: TenantDatabase;
  /** 32 bytes, the same at every instance of the endpoint. */
  readonly tokenKey: Uint8Array;
  /** Milliseconds since 1970. */
  readonly wallMs: () => number;
}

export interface Device {
  readonly id: string;
  readonly name: string;
  readonly enrolledMs: number;
  /** When it last asked for a token. */
  readonly seenMs: number;
  readonly revokedMs: number | null;
}

const challengeSchema = z.object({ tenant: z.string(), device: deviceIdSchema, untilMs: z.number(), nonce: z.string() });
const tokenSchema = z.object({ tenant: z.string(), device: deviceIdSchema, untilMs: z.number() });

export type Devices = ReturnType<typeof createDevices>;

/** Enrolment of kiosks and their tokens; core/sync/enrolment.ts has the protocol. */
export function createDevices({ db, tokenKey, wallMs }: DevicesDeps) {
  const challenges = createSigner(tokenKey, 'challenge', challengeSchema);
  const tokens = createSigner(tokenKey, 'access token', tokenSchema);
  return {
    enrol: (request: EnrolRequest) => enrol(db, wallMs(), request),
    challenge: ({ tenant, device }: { readonly tenant: string; readonly device: string }) =>
      // Given for devices that do not exist as well: nobody learns which do.
      challenges.sign({ tenant, device, untilMs: wallMs() + CHALLENGE_MS, nonce: randomUUID() }),
    async token(request: TokenRequest): Promise<TokenResponse> {
      const { tenant, device } = request;
      const asked = challenges.open(request.challenge);
      if (asked === null || asked.untilMs < wallMs() || asked.tenant !== tenant || asked.device !== device)
        throw new HttpRefusal(401, 'bad-challenge', 'The challenge is not one of this endpoint, or too old: ask for another.');
      await db.asTenant(tenant, async (tx) => {
        const key = usableKey(await findDevice(tx, tenant, device));
        if (!isSigned(key, challengeMessage(request), request.signature)) throw unknownDevice();
        await tx.query('UPDATE devices SET seen_ms = $3 WHERE tenant = $1 AND device_id = $2', [tenant, device, wallMs()]);
      });
      return { token: tokens.sign({ tenant, device, untilMs: wallMs() + TOKEN_MS }), expiresInMs: TOKEN_MS };
    },
    /** The device of an access token that is still good; null when it is no such token at all. @throws HttpRefusal 401 */
    async authenticate(token: string): Promise<{ readonly tenant: string; readonly device: string } | null> {
      const claims = tokens.open(token);
      if (claims === null) return null;
      if (claims.untilMs < wallMs()) throw new HttpRefusal(401, 'token-expired', 'The access token has expired: ask for another.');
      // Asked each time, so that revoking a device counts at once.
      usableKey(await db.asTenant(claims.tenant, (tx) => findDevice(tx, claims.tenant, claims.device)));
      return claims;
    },
  };
}

/** A new code for one kiosk of the tenant. */
export async function makeEnrolCode(
  db: TenantDatabase,
  { tenant, untilMs, random }: { readonly tenant: string; readonly untilMs: number; readonly random: (bytes: number) => Uint8Array },
): Promise<string> {
  const code = formatCode(random);
  await db.asTenant(tenant, (tx) =>
    tx.query('INSERT INTO enrol_codes (tenant, code_hash, expires_ms) VALUES ($1, $2, $3)', [tenant, hashOf(normaliseCode(code)), untilMs]),
  );
  return code;
}

export async function listDevices(db: TenantDatabase, tenant: string): Promise<Device[]> {
  const rows = await db.asTenant(tenant, (tx) =>
    tx.query('SELECT device_id, name, enrolled_ms, seen_ms, revoked_ms FROM devices WHERE tenant = $1 ORDER BY enrolled_ms', [tenant]),
  );
  return rows.map((row) => ({
    id: String(row.device_id),
    name: String(row.name),
    enrolledMs: Number(row.enrolled_ms),
    seenMs: Number(row.seen_ms),
    revokedMs: row.revoked_ms === null ? null : Number(row.revoked_ms),
  }));
}

/** false: there is no such device. */
export async function revokeDevice(db: TenantDatabase, tenant: string, device: string, nowMs: number): Promise<boolean> {
  const found = await db.asTenant(tenant, (tx) =>
    tx.query(
      'UPDATE devices SET revoked_ms = coalesce(revoked_ms, $3) WHERE tenant = $1 AND (device_id = $2 OR name = $2) RETURNING device_id',
      [tenant, device, nowMs],
    ),
  );
  return found.length > 0;
}

async function enrol(db: TenantDatabase, nowMs: number, request: EnrolRequest): Promise<{ device: string }> {
  const { tenant, code, name } = request;
  const publicKey = Buffer.from(request.publicKey, 'base64url');
  if (!isSigned(publicKey, enrolMessage(request), request.signature)) throw badCode();
  return db.asTenant(tenant, async (tx) => {
    const hash = hashOf(code);
    const [found] = await tx.query('SELECT expires_ms, device_id FROM enrol_codes WHERE tenant = $1 AND code_hash = $2 FOR UPDATE', [
      tenant,
      hash,
    ]);
    if (found === undefined || Number(found.expires_ms) < nowMs) throw badCode();
    if (found.device_id !== null) {
      // The answer was lost on its way, and the same kiosk asks again.
      const before = await findDevice(tx, tenant, String(found.device_id));
      if (before !== null && keyOf(before).equals(publicKey)) return { device: String(found.device_id) };
      throw badCode();
    }
    const device = randomUUID();
    await tx.query('INSERT INTO devices (tenant, device_id, name, public_key, enrolled_ms, seen_ms) VALUES ($1, $2, $3, $4, $5, $5)', [
      tenant,
      device,
      name,
      publicKey,
      nowMs,
    ]);
    await tx.query('UPDATE enrol_codes SET device_id = $3 WHERE tenant = $1 AND code_hash = $2', [tenant, hash, device]);
    return { device };
  });
}

async function findDevice(tx: Queries, tenant: string, device: string): Promise<Row | null> {
  const [row] = await tx.query('SELECT public_key, revoked_ms FROM devices WHERE tenant = $1 AND device_id = $2', [tenant, device]);
  return row ?? null;
}

function usableKey(device: Row | null): Buffer {
  if (device === null) throw unknownDevice();
  if (device.revoked_ms !== null) throw new HttpRefusal(401, 'device-revoked', 'This device has been revoked.');
  return keyOf(device);
}

function keyOf(device: Row): Buffer {
  return Buffer.from(device.public_key instanceof Uint8Array ? device.public_key : []);
}

/** @param rawKey 32 bytes, Ed25519 */
function isSigned(rawKey: Buffer, message: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: rawKey.toString('base64url') }, format: 'jwk' });
    return verify(null, Buffer.from(message), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

function hashOf(code: string): Buffer {
  return createHash('sha256').update(code).digest();
}

function unknownDevice(): HttpRefusal {
  return new HttpRefusal(401, 'unknown-device', 'No such device is enrolled, or the signature is not its own.');
}
function badCode(): HttpRefusal {
  return new HttpRefusal(403, 'bad-enrol-code', 'The code is wrong, used, or too old.');
}
