import { z } from 'zod';
import { COMMAND_KINDS, commandKindSchema, configFailureSchema, heartbeatSchema, screenTextSchema } from './fleet.ts';
import { idSchema } from './primitives.ts';

/** What the operator page asks of the endpoint, and gets: `/v1/operator/…` in docs/fleet.md. Lists are whole unless they say otherwise. */

const time = z.string();
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as "03:30"');
const kioskId = z.uuid();
/** Of a group or channel: what people type and read. */
const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and dashes, 40 at most');

export const lightSchema = z.enum(['green', 'yellow', 'red']);
export type Light = z.infer<typeof lightSchema>;

/**
 * Why a kiosk is not green, with what its sentence needs (in brackets; times are milliseconds). Each has a sentence in the page's
 * catalogues.
 */
export const HEALTH_CODES = [
  /** It enrolled and has not reported since. [] */
  'never-reported',
  /** [sinceMs] */
  'not-heard-from',
  /** [] */
  'revoked',
  /** [state: see deviceStateSchema] */
  'microphone',
  /** [state] */
  'camera',
  /** [freeBytes] */
  'disk',
  /** [celsius] */
  'temperature',
  /** The kiosk's clock is wrong. [offsetMs, + is ahead] */
  'clock',
  /** Guests' memory is not reaching the endpoint. [ops] */
  'queue',
  /** [rms, 0 to 1] */
  'noise',
  /** No guest has asked anything. [sinceMs] */
  'no-turns',
  /** [times, withinMs] */
  'restarts-often',
  /** [version, newest] */
  'app-behind',
  /** [version, newest] */
  'venue-behind',
  /** [version, newest] */
  'model-behind',
  /** The wanted configuration is not in use yet. [version, sinceMs] */
  'config-pending',
  /** [version, why] */
  'config-rolled-back',
  /** [version, why] */
  'config-refused',
  /** What the kiosk itself says is wrong. [problem: its code, message, sinceMs] */
  'problem',
] as const;
export const healthReasonSchema = z.object({
  code: z.enum(HEALTH_CODES),
  light: z.enum(['yellow', 'red']),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type HealthReason = z.infer<typeof healthReasonSchema>;

export const configStateSchema = z.object({
  /** Version the kiosk should have; 0: nothing is configured for it. */
  wanted: z.number().int(),
  /** Version it said it uses; 0: none. */
  used: z.number().int(),
  state: z.enum(['none', 'current', 'pending', 'rolled-back', 'refused']),
  /** Of one that failed. */
  why: z.string().optional(),
});

export const kioskViewSchema = z.object({
  id: kioskId,
  name: z.string(),
  group: slug.nullable(),
  light: lightSchema,
  /** Worst first; empty when green. */
  reasons: z.array(healthReasonSchema),
  enrolledAt: time,
  /** Of the last heartbeat. */
  seenAt: time.nullable(),
  revoked: z.boolean(),
  config: configStateSchema,
  heartbeat: heartbeatSchema.nullable(),
});
export type KioskView = z.infer<typeof kioskViewSchema>;

const wholeNumber = z.coerce.number().int().nonnegative();
/** GET /v1/operator/kiosks?search=…&light=…&offset=…&limit=… (viewer). */
export const kiosksQuerySchema = z.strictObject({
  /** Words that are all in name, group or versions. */
  search: z.string().max(200).default(''),
  light: lightSchema.optional(),
  offset: wholeNumber.default(0),
  limit: wholeNumber.min(1).max(200).default(50),
});
const lightCountsSchema = z.object({ green: z.number(), yellow: z.number(), red: z.number() });
/** One page: red first, then by name. */
export const kiosksViewSchema = z.object({
  kiosks: z.array(kioskViewSchema),
  /** How many there are on all pages. */
  found: z.number(),
  /** Of each light, of what the search found. */
  matching: lightCountsSchema,
  /** Of each light, in the house. */
  all: lightCountsSchema,
  serverTime: time,
});
/** GET /v1/operator/kiosks/names (viewer): every kiosk, by name. */
export const kioskNameSchema = z.object({ id: kioskId, name: z.string(), group: slug.nullable(), revoked: z.boolean() });
export type KioskName = z.infer<typeof kioskNameSchema>;
export const kioskNamesSchema = z.object({ kiosks: z.array(kioskNameSchema) });
export type KiosksView = z.infer<typeof kiosksViewSchema>;

export const commandStateSchema = z.enum(['queued', 'sent', 'done', 'failed', 'refused', 'expired', 'cancelled']);
export const commandViewSchema = z.object({
  id: z.uuid(),
  kiosk: kioskId,
  kind: commandKindSchema,
  text: screenTextSchema.optional(),
  untilAt: time,
  createdAt: time,
  /** Id of the operator. */
  by: z.string(),
  state: commandStateSchema,
  sentAt: time.nullable(),
  endedAt: time.nullable(),
  detail: z.string().optional(),
  /** Of a pull-logs: a bundle has come and can be fetched. */
  bundle: z.object({ bytes: z.number(), expiresAt: time }).nullable(),
});
export type CommandView = z.infer<typeof commandViewSchema>;

export const beatSchema = z.object({
  at: time,
  light: lightSchema,
  noiseRms: z.number().nullable(),
  queueDepth: z.number(),
  diskFreeBytes: z.number(),
  temperatureC: z.number().nullable(),
  /** Codes of what was wrong. */
  problems: z.array(z.string()),
});

/** GET /v1/operator/kiosk?kiosk=ID (viewer). */
export const kioskQuerySchema = z.strictObject({ kiosk: kioskId });
export const kioskDetailSchema = z.object({
  kiosk: kioskViewSchema,
  /** Oldest first: one for five minutes at most, of the last two days. */
  history: z.array(beatSchema),
  /** Newest first, 50 at most. */
  commands: z.array(commandViewSchema),
  /** What venue, group and kiosk make together. */
  config: z.record(z.string(), z.unknown()),
  /** Versions that this kiosk was sent, newest first, 20 at most. */
  configs: z.array(z.object({ version: z.number(), issuedAt: time, failed: configFailureSchema.nullable() })),
});
export type KioskDetail = z.infer<typeof kioskDetailSchema>;
export const kioskAnswerSchema = kioskDetailSchema.extend({ serverTime: time });

const windowSchema = z.object({ from: timeOfDay, to: timeOfDay });
export const groupViewSchema = z.object({
  /** "" stands for the venue: kiosks in no group. */
  id: z.string(),
  name: z.string(),
  /** Where its kiosks get updates from. */
  channel: slug,
  /** Venue-local; when updates may be put in place. */
  window: windowSchema,
  kiosks: z.number(),
});
export type GroupView = z.infer<typeof groupViewSchema>;
/** GET /v1/operator/groups (viewer). */
export const groupsViewSchema = z.object({ groups: z.array(groupViewSchema) });
/** POST /v1/operator/groups (admin): makes or changes one; id "" sets the venue's channel and window. */
export const groupInputSchema = z.strictObject({
  id: slug.or(z.literal('')),
  name: z.string().trim().min(1).max(80),
  channel: slug,
  window: z.strictObject({ from: timeOfDay, to: timeOfDay }),
});
/** POST /v1/operator/groups/remove (admin). Its kiosks are in no group then, and its configuration counts no more. */
export const groupRemovalSchema = z.strictObject({ id: slug });
/** POST /v1/operator/kiosks/group (admin). */
export const groupMoveSchema = z.strictObject({ kiosk: kioskId, group: slug.nullable() });
/** POST /v1/operator/kiosks/revoke (admin): shuts it out at once and for good; a new code enrols it anew. */
export const revokeInputSchema = kioskQuerySchema;
/** POST /v1/operator/kiosks/enrol-code (admin). */
export const enrolCodeInputSchema = z.strictObject({ hours: z.number().int().min(1).max(720).default(24) });
export const enrolCodeAnswerSchema = z.object({ code: z.string() });

export const configScopeSchema = z.enum(['venue', 'group', 'kiosk']);
export type ConfigScope = z.infer<typeof configScopeSchema>;
const scoped = {
  scope: configScopeSchema,
  /** Of a group or kiosk its id; of the venue "". */
  target: idSchema.or(z.literal('')).default(''),
};
const revision = z.number().int().nonnegative();
const config = z.record(z.string(), z.unknown());

/** GET /v1/operator/config?scope=…&target=… (viewer). */
export const configQuerySchema = z.strictObject(scoped);
export const configViewSchema = z.object({
  ...scoped,
  /** 0: none was ever written, and `config` is empty. */
  revision,
  config,
  /** Newest first, 50 at most, the present one included. */
  history: z.array(
    z.object({
      revision,
      at: time,
      by: z.string(),
      note: z.string(),
      config,
      /** The revision that this one went back to. */
      restored: revision.nullable(),
      /** Kiosks that went back from a configuration made of it, or refused it. */
      failedAt: z.array(kioskId),
    }),
  ),
});
export type ConfigView = z.infer<typeof configViewSchema>;
/** POST /v1/operator/config (admin): 400 with the first problem, 409 "stale" when another revision was written since `base`. */
export const configInputSchema = z.strictObject({ ...scoped, config, note: z.string().trim().max(200).default(''), base: revision });
/** POST /v1/operator/config/check (viewer): writes nothing. */
export const configCheckInputSchema = z.strictObject({ ...scoped, config });
export const configCheckViewSchema = z.object({
  problems: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
  /** Whose configuration it would change. */
  kiosks: z.array(kioskId),
});
/** POST /v1/operator/config/roll-back (admin): writes a new revision with the content of an old one; 0: with nothing. */
export const rollBackInputSchema = z.strictObject({ ...scoped, to: revision, base: revision });
export const configWrittenSchema = z.object({ revision });

/** POST /v1/operator/commands (operator): for kiosks by id, a group, or all. */
export const commandInputSchema = z
  .strictObject({
    to: z.union([
      z.strictObject({ kiosks: z.array(kioskId).min(1).max(200) }),
      z.strictObject({ group: slug }),
      z.strictObject({ all: z.literal(true) }),
    ]),
    kind: z.enum(COMMAND_KINDS),
    /** Of a message, and of no other. */
    text: screenTextSchema.optional(),
    /** A message is shown for so long; others are begun within it. */
    minutes: z
      .number()
      .int()
      .min(1)
      .max(7 * 24 * 60)
      .default(60),
  })
  .refine(({ kind, text }) => (kind === 'message') === (text !== undefined), {
    path: ['text'],
    message: 'a message has a text, and nothing else has',
  });
export const commandsWrittenSchema = z.object({ commands: z.array(z.uuid()) });
/** GET /v1/operator/commands?kiosk=ID (viewer): newest first, 200 at most; without a kiosk, of all. */
export const commandsQuerySchema = z.strictObject({ kiosk: kioskId.optional() });
export const commandsViewSchema = z.object({ commands: z.array(commandViewSchema) });
/** POST /v1/operator/commands/cancel (operator): one that was not sent yet; 409 "too-late" otherwise. */
export const commandCancelSchema = z.strictObject({ command: z.uuid() });
/** GET /v1/operator/logs?command=ID (operator): the bundle as a file, application/octet-stream. */
export const bundleQuerySchema = z.strictObject({ command: z.uuid() });

export const releaseKindSchema = z.enum(['app', 'model', 'venue']);
export type ReleaseKind = z.infer<typeof releaseKindSchema>;
export const releaseViewSchema = z.object({
  id: z.uuid(),
  kind: releaseKindSchema,
  channel: slug,
  /** Of a model its name. */
  name: z.string(),
  version: z.string(),
  files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
  publishedAt: time,
  by: z.string(),
  /** Whether it is what its channel gives now: of each kind (and of models, all names) the newest not withdrawn. */
  current: z.boolean(),
  withdrawnAt: time.nullable(),
});
export type ReleaseView = z.infer<typeof releaseViewSchema>;
/** GET /v1/operator/releases (viewer): newest first. Releases are published with `foyer cloud release`. */
export const releasesViewSchema = z.object({ releases: z.array(releaseViewSchema) });
/** POST /v1/operator/releases/promote (admin): the same files in another channel. */
export const promoteInputSchema = z.strictObject({ release: z.uuid(), channel: slug });
/** POST /v1/operator/releases/withdraw (admin): the channel gives the one before it again. */
export const withdrawInputSchema = z.strictObject({ release: z.uuid() });

/** What a change without an answer of its own gives. */
export const doneSchema = z.object({ status: z.literal('done') });
