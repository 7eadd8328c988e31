import { createHash, randomUUID } from 'node:crypto';
import { isIP } from 'node:net';
import type {
  AuthenticationResponseJSON,
  AuthenticatorTransport,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
  WebAuthnCredential,
} from '@simplewebauthn/server';
import { z } from 'zod';
import type { OwnAccount } from '../../core/contract/operator.ts';
import type { Signer } from '../auth/signer.ts';
import type { CloudDatabase, TenantDatabase } from '../database.ts';
import { HttpRefusal } from '../http/refusal.ts';
import type { Operator } from './sessions.ts';

const CHALLENGE_MS = 5 * 60_000;
export const MAX_PASSKEYS = 20;

export interface Challenge {
  readonly use: 'add' | 'sign-in';
  readonly nonce: string;
  readonly untilMs: number;
}

export interface PasskeysDeps {
  readonly db: CloudDatabase;
  readonly challenges: Signer<Challenge>;
  readonly wallMs: () => number;
}

const base64url = z
  .string()
  .regex(/^[\w-]*$/)
  .max(16_384);
const credential = { id: base64url, rawId: base64url, type: z.literal('public-key') };
const loose = { clientExtensionResults: z.record(z.string(), z.unknown()), authenticatorAttachment: z.string().max(40).optional() };
const transportsSchema = z.array(z.string().max(20)).max(10);

/** What `startRegistration()` of the browser gives. */
export const registrationSchema = z.object({
  ...credential,
  ...loose,
  response: z.object({ clientDataJSON: base64url, attestationObject: base64url, transports: transportsSchema.optional() }),
});
/** What `startAuthentication()` of the browser gives. */
export const authenticationSchema = z.object({
  ...credential,
  ...loose,
  response: z.object({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url, userHandle: base64url.optional() }),
});

export type Passkeys = ReturnType<typeof createPasskeys>;

/**
 * Passkeys (WebAuthn level 3): a key on the operator's device, with the device's own check of who holds it, so both factors at once.
 * Challenges are signed, not kept; one that has been answered is, until it is too old.
 */
export function createPasskeys({ db, challenges, wallMs }: PasskeysDeps) {
  const challenge = (use: Challenge['use']) => challenges.sign({ use, nonce: randomUUID(), untilMs: wallMs() + CHALLENGE_MS });
  const isOurs = (use: Challenge['use']) => (given: string) => {
    const asked = challenges.open(Buffer.from(given, 'base64url').toString('utf8'));
    return asked !== null && asked.use === use && asked.untilMs >= wallMs();
  };
  return {
    /** @param origin of the page */
    async askToAdd({ tenant, id, name }: Operator, origin: string): Promise<PublicKeyCredentialCreationOptionsJSON> {
      const { generateRegistrationOptions } = await import('@simplewebauthn/server');
      const known = await db.asTenant(tenant, (tx) =>
        tx.query('SELECT credential_id, transports FROM operator_passkeys WHERE tenant = $1 AND operator_id = $2', [tenant, id]),
      );
      if (known.length >= MAX_PASSKEYS) throw tooMany();
      return generateRegistrationOptions({
        rpName: 'Foyer',
        rpID: rpIdOf(origin),
        userName: `${name} (${tenant})`,
        userID: new TextEncoder().encode(id),
        challenge: new TextEncoder().encode(challenge('add')),
        excludeCredentials: known.map((row) => ({ id: String(row.credential_id), transports: toTransports(row.transports) })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      });
    },

    /** What the browser has made. @throws HttpRefusal 400 "bad-passkey" */
    async check(origin: string, response: z.infer<typeof registrationSchema>): Promise<WebAuthnCredential> {
      const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
      const verified = await verifyRegistrationResponse({
        response: response as RegistrationResponseJSON,
        expectedChallenge: isOurs('add'),
        expectedOrigin: origin,
        expectedRPID: rpIdOf(origin),
        requireUserVerification: true,
      }).catch(() => null);
      if (verified?.verified !== true) throw new HttpRefusal(400, 'bad-passkey', 'The passkey could not be checked.');
      return verified.registrationInfo.credential;
    },

    /** @throws HttpRefusal 409 "too-many-passkeys" */
    async add(db: TenantDatabase, { tenant, id }: Operator, name: string, key: WebAuthnCredential): Promise<void> {
      await db.asTenant(tenant, async (tx) => {
        // Held to the end: of two that are added at once, the second counts the first.
        await tx.query('SELECT 1 FROM operators WHERE tenant = $1 AND operator_id = $2 FOR UPDATE', [tenant, id]);
        const [known] = await tx.query('SELECT count(*) AS n FROM operator_passkeys WHERE tenant = $1 AND operator_id = $2', [tenant, id]);
        if (Number(known?.n) >= MAX_PASSKEYS) throw tooMany();
        await tx.query(
          `INSERT INTO operator_passkeys (tenant, credential_id, operator_id, name, public_key, counter, transports, made_ms)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
          [tenant, key.id, id, name, Buffer.from(key.publicKey), key.counter, (key.transports ?? []).join(','), wallMs()],
        );
      });
    },

    /** For whichever passkey the browser has: nobody learns which accounts have one. */
    async askToSignIn(origin: string): Promise<PublicKeyCredentialRequestOptionsJSON> {
      const { generateAuthenticationOptions } = await import('@simplewebauthn/server');
      return generateAuthenticationOptions({
        rpID: rpIdOf(origin),
        challenge: new TextEncoder().encode(challenge('sign-in')),
        userVerification: 'required',
      });
    },

    /** Whose passkey this is; null when it is nobody's. */
    async signIn(
      tenant: string,
      origin: string,
      response: z.infer<typeof authenticationSchema>,
    ): Promise<{ id: string; name: string } | null> {
      const [row] = await db.asTenant(tenant, (tx) =>
        tx.query(
          `SELECT k.public_key, k.counter, k.transports, o.operator_id, o.name FROM operator_passkeys k
           JOIN operators o ON o.tenant = k.tenant AND o.operator_id = k.operator_id WHERE k.tenant = $1 AND k.credential_id = $2`,
          [tenant, response.id],
        ),
      );
      if (row === undefined) return null;
      const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
      const verified = await verifyAuthenticationResponse({
        response: response as AuthenticationResponseJSON,
        expectedChallenge: isOurs('sign-in'),
        expectedOrigin: origin,
        expectedRPID: rpIdOf(origin),
        credential: {
          id: response.id,
          publicKey: new Uint8Array(row.public_key instanceof Uint8Array ? row.public_key : []),
          counter: Number(row.counter),
          transports: toTransports(row.transports),
        },
        requireUserVerification: true,
      }).catch(() => null);
      if (verified?.verified !== true) return null;
      const { newCounter } = verified.authenticationInfo;
      const once = await spend(tenant, response, newCounter);
      return once ? { id: String(row.operator_id), name: String(row.name) } : null;
    },

    async list({ tenant, id }: Operator): Promise<OwnAccount['passkeys']> {
      const rows = await db.asTenant(tenant, (tx) =>
        tx.query(
          'SELECT credential_id, name, made_ms, used_ms FROM operator_passkeys WHERE tenant = $1 AND operator_id = $2 ORDER BY made_ms',
          [tenant, id],
        ),
      );
      return rows.map((row) => ({
        id: String(row.credential_id),
        name: String(row.name),
        madeMs: Number(row.made_ms),
        usedMs: row.used_ms === null ? null : Number(row.used_ms),
      }));
    },

    /** Its name; null: there is no such passkey of this operator. */
    async remove(db: TenantDatabase, { tenant, id }: Operator, credentialId: string): Promise<string | null> {
      const [row] = await db.asTenant(tenant, (tx) =>
        tx.query('DELETE FROM operator_passkeys WHERE tenant = $1 AND operator_id = $2 AND credential_id = $3 RETURNING name', [
          tenant,
          id,
          credentialId,
        ]),
      );
      return row === undefined ? null : String(row.name);
    },
  };

  /** false: this challenge has been answered before. */
  async function spend(tenant: string, { id, response }: z.infer<typeof authenticationSchema>, counter: number): Promise<boolean> {
    const nowMs = wallMs();
    return db.asTenant(tenant, async (tx) => {
      await tx.query('DELETE FROM operator_challenges WHERE tenant = $1 AND until_ms < $2', [tenant, nowMs]);
      const kept = await tx.query(
        'INSERT INTO operator_challenges (tenant, challenge_hash, until_ms) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING until_ms',
        // Of what was signed, which the challenge is part of: the same bytes can be spelled in several ways.
        [tenant, createHash('sha256').update(Buffer.from(response.clientDataJSON, 'base64url')).digest(), nowMs + CHALLENGE_MS],
      );
      if (kept.length === 0) return false;
      await tx.query('UPDATE operator_passkeys SET counter = $3, used_ms = $4 WHERE tenant = $1 AND credential_id = $2', [
        tenant,
        id,
        counter,
        nowMs,
      ]);
      return true;
    });
  }
}

/** @throws HttpRefusal 409 where the page is at an address without a name, of which browsers know no passkeys */
function rpIdOf(origin: string): string {
  const { hostname } = new URL(origin);
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0)
    throw new HttpRefusal(
      409,
      'passkeys-need-a-name',
      'Passkeys work where the page has a host name, such as localhost, not an IP address.',
    );
  return hostname;
}

function tooMany(): HttpRefusal {
  return new HttpRefusal(409, 'too-many-passkeys', 'Remove a passkey first.');
}

function toTransports(kept: unknown): AuthenticatorTransport[] {
  return String(kept)
    .split(',')
    .filter((one) => one !== '') as AuthenticatorTransport[];
}
