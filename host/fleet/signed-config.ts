import { createHash, createPublicKey, verify } from 'node:crypto';
import {
  type FleetConfigPayload,
  type FleetKey,
  fleetConfigPayloadSchema,
  fleetConfigProblems,
  type SignedConfig,
} from '../../core/contract/fleet-config.ts';

export type VerifiedConfig =
  | { readonly ok: true; readonly payload: FleetConfigPayload }
  /** `version` is there where the fleet's key has signed it: what a stranger sent says nothing about any version. */
  | { readonly ok: false; readonly why: string; readonly version: number | null };

export interface VerifyFor {
  readonly key: FleetKey;
  readonly tenant: string;
  /** What this kiosk enrolled as. */
  readonly device: string;
  /** The newest version this kiosk has had. */
  readonly seen: number;
}

/** Whether this kiosk takes a configuration: signed by the fleet it enrolled with, for itself, newer than any before, and within what a fleet may set. */
export function verifyConfig(signed: SignedConfig, { key, tenant, device, seen }: VerifyFor): VerifiedConfig {
  const refuse = (why: string, version: number | null = null): VerifiedConfig => ({ ok: false, why, version });
  if (signed.keyId !== key.keyId) return refuse('signed with a key that is not the one this kiosk enrolled with');
  if (!isSigned(signed, key)) return refuse('the signature is not right');
  const parsed = fleetConfigPayloadSchema.safeParse(parseJson(signed.payload));
  if (!parsed.success) return refuse(`not a configuration: ${parsed.error.issues[0]?.message ?? 'unreadable'}`);
  const payload = parsed.data;
  const { version } = payload;
  if (payload.tenant !== tenant || payload.kiosk !== device) return refuse('made for another kiosk');
  if (version <= seen) return refuse(`version ${version} is not newer than ${seen}`);
  const [problem] = fleetConfigProblems(payload.config);
  if (problem !== undefined) return refuse(`${problem.path === '' ? 'the configuration' : problem.path}: ${problem.message}`, version);
  return { ok: true, payload };
}

function isSigned({ payload, signature }: SignedConfig, key: FleetKey): boolean {
  try {
    const raw = Buffer.from(key.publicKey, 'base64url');
    if (createHash('sha256').update(raw).digest('base64url').slice(0, 16) !== key.keyId) return false;
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key.publicKey }, format: 'jwk' });
    return verify(null, Buffer.from(payload, 'utf8'), publicKey, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
