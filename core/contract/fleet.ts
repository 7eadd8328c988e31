import { z } from 'zod';
import { endpointKeepsSchema } from './cloud-config.ts';
import { signedConfigSchema } from './fleet-config.ts';
import { countBucketSchema } from './fleet-counts.ts';
import { idSchema, localeSchema } from './primitives.ts';

/**
 * What a kiosk and the endpoint that looks after it tell each other: docs/fleet.md. What a kiosk sends is strict; of the endpoint's answers
 * a kiosk leaves out what it does not know, so that it may be older than the endpoint.
 */

const bytes = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const time = z.iso.datetime().max(40);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal');
/** Of a configuration. */
const versionSchema = z.number().int().positive().max(1_000_000_000);
/** Of a clock: the whole range of a Date. */
const MOST_OFFSET_MS = 8.64e15;
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as "03:30"');

/** A microphone or camera. "silent": it is open and brings nothing; "unknown": no screen has said yet. */
export const deviceStateSchema = z.enum(['on', 'off', 'starting', 'muted', 'silent', 'denied', 'absent', 'failed', 'unknown']);
export type DeviceState = z.infer<typeof deviceStateSchema>;

export const heartbeatProblemSchema = z.strictObject({
  /** Stable and kebab-case, as of a FoyerError: "disk-full". */
  code: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'a kebab-case code'),
  /** For staff, in English; nothing of a guest. */
  message: z.string().min(1).max(300),
  /** For how long it has been so, milliseconds of the kiosk's steady clock. */
  sinceMs: z.number().int().nonnegative(),
});
export type HeartbeatProblem = z.infer<typeof heartbeatProblemSchema>;

/** A configuration of the fleet that this kiosk does not use. It is not sent again. */
export const configFailureSchema = z.strictObject({
  version: versionSchema,
  /** "refused": not taken at all; "rolled-back": the kiosk was not healthy with it and went back. */
  state: z.enum(['refused', 'rolled-back']),
  why: z.string().min(1).max(300),
});
export type ConfigFailure = z.infer<typeof configFailureSchema>;

export const heartbeatSchema = z.strictObject({
  /** What staff call the kiosk. */
  name: z.string().min(1).max(80),
  /** Of the program: "0.1.0". */
  version: z.string().min(1).max(40),
  hearingModel: z.string().min(1).max(120),
  venueVersion: z.string().min(1).max(80).nullable(),
  /** Of the fleet's configuration in use; 0: none yet. */
  configVersion: versionSchema.or(z.literal(0)),
  /** Of the newest configuration that failed here; left out: none since. */
  configFailed: configFailureSchema.nullable().optional(),
  /** "linux-x64", as Node names platform and architecture. */
  platform: z.string().max(40).optional(),
  startedAt: time,
  mic: deviceStateSchema,
  camera: deviceStateSchema,
  /** Of what the microphone brings while nobody speaks, root mean square. */
  noiseRms: z.number().min(0).max(1).nullable(),
  lastTurnAt: time.nullable(),
  /** Ops of guests' memory that wait to be sent. */
  queueDepth: z.number().int().nonnegative(),
  diskFreeBytes: bytes,
  temperatureC: z.number().min(-60).max(200).nullable(),
  /** The kiosk's clock minus the endpoint's, as of the last answer; null: none yet. */
  clockOffsetMs: z.number().min(-MOST_OFFSET_MS).max(MOST_OFFSET_MS).nullable(),
  problems: z.array(heartbeatProblemSchema).max(20),
});
export type Heartbeat = z.infer<typeof heartbeatSchema>;

export const COMMAND_KINDS = ['restart', 'update-now', 'message', 'pull-logs'] as const;
export const commandKindSchema = z.enum(COMMAND_KINDS);
export type CommandKind = z.infer<typeof commandKindSchema>;

/** A message on the guest's screen, by language; the kiosk shows the guest's, else that of its first locale, else any. */
export const screenTextSchema = z
  .record(localeSchema.max(20), z.string().trim().min(1).max(500))
  .refine((texts) => Object.keys(texts).length > 0 && Object.keys(texts).length <= 20, 'one to twenty languages');

/**
 * Sent with every answer until its result has come, so that none is lost. The kiosk keeps the ids of those it began, before it begins: none is carried out twice, and one
 * that it restarts in the middle of is reported afterwards.
 */
export const fleetCommandSchema = z.object({
  id: z.uuid(),
  kind: commandKindSchema,
  /** Of a message. */
  text: screenTextSchema.optional(),
  /** Of a message: when it leaves the screen; of others: not begun after that. */
  untilAt: time.optional(),
});
export type FleetCommand = z.infer<typeof fleetCommandSchema>;

export const commandResultSchema = z.strictObject({
  id: z.uuid(),
  /** "refused": the kiosk does not do this, or it was too late; "failed": it tried. */
  state: z.enum(['done', 'failed', 'refused']),
  /** For staff. */
  detail: z.string().max(300).optional(),
});
export type CommandResult = z.infer<typeof commandResultSchema>;

const artefact = { url: z.string().min(1).max(500), sha256, bytes };

/** What the kiosk's channel holds; the kiosk compares it with what it has. An URL is https, or relative to the endpoint's and then needs the kiosk's token. */
export const updatePlanSchema = z.object({
  /** A folder as electron-updater's generic provider reads it: the files of one release, by name. */
  app: z.object({ channel: z.string().min(1).max(40), version: z.string().min(1).max(40), url: z.string().min(1).max(500) }).optional(),
  /** A hearing model. */
  model: z.object({ name: z.string().min(1).max(120), ...artefact }).optional(),
  /** A venue's data. */
  venue: z.object({ version: z.string().min(1).max(80), ...artefact }).optional(),
  /** Venue-local times between which, and only while nobody is there, updates are put in place. May span midnight. */
  window: z.object({ from: timeOfDay, to: timeOfDay }),
});
export type UpdatePlan = z.infer<typeof updatePlanSchema>;

export const MAX_COUNTS_PER_HEARTBEAT = 500;
export const MAX_RESULTS_PER_HEARTBEAT = 50;

/** `POST /v1/fleet/heartbeat`, with the access token of an enrolled kiosk. */
export const heartbeatRequestSchema = z.strictObject({
  tenant: idSchema,
  heartbeat: heartbeatSchema,
  /** Buckets that have grown since the endpoint last took them. */
  counts: z.array(countBucketSchema).max(MAX_COUNTS_PER_HEARTBEAT),
  results: z.array(commandResultSchema).max(MAX_RESULTS_PER_HEARTBEAT),
});
export type HeartbeatRequest = z.infer<typeof heartbeatRequestSchema>;

export const heartbeatAnswerSchema = z.object({
  /** Only when newer than `heartbeat.configVersion`, and not one that failed here. */
  config: signedConfigSchema.nullable(),
  /** Oldest first. */
  commands: z.array(fleetCommandSchema).max(20),
  updates: updatePlanSchema.nullable(),
  serverTime: time,
  /** When to send the next one. */
  nextInMs: z.number().int().min(1000).max(3_600_000),
  /** Left out by endpoints of before. */
  keeps: endpointKeepsSchema.optional(),
});
export type HeartbeatAnswer = z.infer<typeof heartbeatAnswerSchema>;

/** Before base64. */
export const MAX_LOG_BUNDLE_BYTES = 1_500_000;

/** `POST /v1/fleet/logs`: what a pull-logs command asked for. The command's result is sent with the next heartbeat. */
export const logsRequestSchema = z.strictObject({
  tenant: idSchema,
  /** Id of the command. */
  command: z.uuid(),
  /** A file as `foyer support-bundle` makes it, base64. */
  bundle: z
    .base64()
    .min(4)
    .max(Math.ceil(MAX_LOG_BUNDLE_BYTES / 3) * 4),
});
export type LogsRequest = z.infer<typeof logsRequestSchema>;
export const logsAnswerSchema = z.object({ status: z.literal('kept') });
