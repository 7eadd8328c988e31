import { z } from 'zod';
import { configSchema } from './config.ts';
import { idSchema } from './primitives.ts';

/** Of a configuration that the fleet sends, as JSON text. */
export const MAX_FLEET_CONFIG_CHARS = 64_000;

/** An Ed25519 public key, raw, in base64url. */
export const fleetPublicKeySchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'an Ed25519 public key in base64url, 43 characters');
/** The first 16 characters of the base64url SHA-256 of the raw public key. */
export const fleetKeyIdSchema = z.string().regex(/^[A-Za-z0-9_-]{16}$/, 'the id of a fleet key');

/** What a kiosk checks configurations with. It takes the key once, at enrolment, and no other afterwards. */
export const fleetKeySchema = z.object({ keyId: fleetKeyIdSchema, publicKey: fleetPublicKeySchema });
export type FleetKey = z.infer<typeof fleetKeySchema>;

export const signedConfigSchema = z.strictObject({
  /** JSON text of a FleetConfigPayload, exactly as it was signed. */
  payload: z
    .string()
    .min(2)
    .max(MAX_FLEET_CONFIG_CHARS + 1000),
  keyId: fleetKeyIdSchema,
  /** Ed25519 over the UTF-8 bytes of `payload`, base64url. */
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/, 'an Ed25519 signature in base64url'),
});
export type SignedConfig = z.infer<typeof signedConfigSchema>;

export const fleetConfigPayloadSchema = z.strictObject({
  /** Grows with each configuration of this kiosk. A kiosk takes none that is not newer than the newest it has had. */
  version: z.number().int().positive(),
  tenant: idSchema,
  /** The device id that the kiosk enrolled as: what was signed for one kiosk is good for no other. */
  kiosk: z.uuid(),
  issuedAt: z.iso.datetime().max(40),
  /** Part of a kiosk's configuration; fleetConfigProblems() says whether it may be taken. */
  config: z.record(z.string(), z.unknown()),
});
export type FleetConfigPayload = z.infer<typeof fleetConfigPayloadSchema>;

/**
 * The keys that the fleet may set, each with all that is below it. Endpoint and kiosk refuse all others: what could make a kiosk unreachable
 * (sync, web, fleet, updates), send guests or what they say elsewhere (llm.baseUrl, llm.model, llm.sendMemory, webhook, phone, privacy.url), name
 * secrets, keep more of guests than they were told (memory, desk, traces, venue.unansweredDays), turn a camera on (presence,
 * badges.camera), or change who counts as a guest (badges, companion.id). A new key of the configuration is refused until it is named here.
 */
export const FLEET_MAY_SET: readonly string[] = [
  'name',
  'companion.name',
  'locales',
  'placeId',
  'headingDeg',
  'hearing.enabled',
  'hearing.model',
  'hearing.autoInstall',
  'hearing.threads',
  'speaking',
  'turnTaking',
  'llm.api',
  'llm.maxSteps',
  'llm.firstTokenMs',
  'llm.deadlineMs',
  'llm.contextTokens',
  'llm.prices',
  'llm.caps',
  'idle',
  'venue.keepVersions',
  'operate.restartAt',
  'access.keys',
  'screen',
  'sounds',
  'privacy.controller',
  'privacy.contact',
];

export interface FleetConfigProblem {
  /** Dotted: "sync.url"; empty: the whole. */
  readonly path: string;
  /** "not-allowed": the fleet may not set this key. "invalid": the configuration's own rules say no. */
  readonly code: 'not-allowed' | 'invalid' | 'too-large';
  readonly message: string;
}

/** Why the fleet may not send this, or why a kiosk refuses it; empty: it may. The same on both sides. */
export function fleetConfigProblems(config: unknown): FleetConfigProblem[] {
  if (!isObject(config)) return [{ path: '', code: 'invalid', message: 'not an object' }];
  if (JSON.stringify(config).length > MAX_FLEET_CONFIG_CHARS) {
    return [{ path: '', code: 'too-large', message: `longer than ${MAX_FLEET_CONFIG_CHARS} characters` }];
  }
  const refused = leavesOf(config)
    .filter((path) => !FLEET_MAY_SET.some((allowed) => path === allowed || path.startsWith(`${allowed}.`)))
    .map((path) => ({ path, code: 'not-allowed' as const, message: 'is not for the fleet to set' }));
  if (refused.length > 0) return refused;
  const parsed = configSchema.safeParse(config);
  const invalid = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), code: 'invalid' as const, message }));
  // A path would load whatever file lies there.
  const model = isObject(config.hearing) ? config.hearing.model : undefined;
  if (typeof model === 'string' && !/^[\w][\w.-]*$/.test(model))
    invalid.push({ path: 'hearing.model', code: 'invalid', message: 'the name of a model, not a path' });
  return invalid;
}

/** Where a value is, or an empty object: nothing may hide in between. */
function leavesOf(node: Readonly<Record<string, unknown>>, above = ''): string[] {
  return Object.entries(node).flatMap(([key, value]) => {
    const path = above === '' ? key : `${above}.${key}`;
    return isObject(value) && Object.keys(value).length > 0 ? leavesOf(value, path) : [path];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
