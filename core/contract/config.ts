import { z } from 'zod';
import { accessKeysSchema } from './access.ts';
import { badgeConfigSchema } from './badge-config.ts';
import { cloudConfigSchema } from './cloud-config.ts';
import { idSchema, localDateTimeSchema, localeSchema, talkModeSchema } from './primitives.ts';
import { privacyConfigSchema } from './privacy.ts';
import { presenceConfigSchema, screenConfigSchema, soundsConfigSchema } from './theme.ts';

const ms = z.number().int().nonnegative();
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day: "04:00"');

/**
 * The kiosk's configuration (`config.yaml` in the data directory). Every key has a default, so an
 * empty file is a working kiosk; unknown keys are refused by name.
 */
export const configSchema = z.strictObject({
  /** Name of this kiosk, shown to staff and sent with requests: "Lobby east". */
  name: z.string().min(1).max(80).default('Foyer'),
  /** The companion whose memory of a guest this kiosk shares. */
  companion: z.strictObject({ id: idSchema.default('concierge'), name: z.string().min(1).max(60).default('Flora') }).prefault({}),
  /** Languages offered on screen, the first is the default. */
  locales: z.array(localeSchema).min(1).default(['en', 'de']),
  /** Place in the venue data where this kiosk stands; the venue's own default when left out. */
  placeId: idSchema.optional(),
  /** Direction the guest faces at the kiosk, degrees clockwise from the top of the floor plan. */
  headingDeg: z.number().min(0).lt(360).default(0),
  /** Pins the venue's wall clock, for demos and tests: "2026-11-22T14:00". */
  now: localDateTimeSchema.optional(),
  hearing: z
    .strictObject({
      enabled: z.boolean().default(true),
      /** "whisper.cpp" is optional: it is built on this machine and takes models of its own format. */
      engine: z.enum(['onnx', 'whisper.cpp']).default('onnx'),
      /** Folder name under models/ or the data directory's models/, or an absolute path. */
      model: z.string().min(1).default('foyer-whisper-tiny'),
      /** While no model is named: fetch the one that suits this machine, in the background, and use it from then on. */
      autoInstall: z.enum(['recommended', 'off']).default('recommended'),
      threads: z.number().int().min(1).max(64).optional(),
    })
    .prefault({}),
  speaking: z
    .strictObject({
      enabled: z.boolean().default(true),
      voice: z.string().min(1).default('slt'),
      rate: z.number().min(0.5).max(2).default(1),
    })
    .prefault({}),
  turnTaking: z
    .strictObject({
      /**
       * When the kiosk listens. "open": whenever there is a guest; "tap-to-talk": from a tap on the talk button to the end of
       * what is said then; "push-to-talk": while the button is held.
       */
      mode: talkModeSchema.default('open'),
      /** Silence that ends a turn after a complete-sounding sentence; after a question that is surely over, 0.7 of it. */
      endOfTurnMs: ms.min(200).max(3000).default(450),
      /** Silence that ends a turn after "um", a trailing preposition and the like. */
      patientEndOfTurnMs: ms.min(200).max(5000).default(1350),
      /** Silence after which transcription starts speculatively. */
      speculateAfterMs: ms.min(64).max(2000).default(200),
      /** Speech over the kiosk's own voice that counts as an interruption. */
      bargeInMs: ms.min(64).max(2000).default(192),
      /** Who stands too far away does not open a turn: the kiosk beside this one, a television. */
      nearField: z
        .strictObject({
          enabled: z.boolean().default(true),
          /** Speech weaker than this is far away, root mean square 0..0.5; the calibration suggests one. 0: learned alone. */
          minRms: z.number().min(0).max(0.5).default(0),
        })
        .prefault({}),
    })
    .prefault({}),
  llm: z
    .strictObject({
      /** Any OpenAI-compatible endpoint. Leave out to stay local. */
      baseUrl: z.url().optional(),
      model: z.string().min(1).optional(),
      /** Name of the environment variable that holds the key; the key itself never goes in a file. */
      apiKeyEnv: z
        .string()
        .regex(/^[A-Z_][A-Z0-9_]*$/, 'the name of an environment variable')
        .default('FOYER_LLM_API_KEY'),
      /** What a guest who gave their PIN said on earlier visits is sent where it bears on their question. */
      sendMemory: z.boolean().default(true),
      maxSteps: z.number().int().min(1).max(12).default(4),
      /** The local planner takes over when no first token came by then. */
      firstTokenMs: ms.default(2500),
      deadlineMs: ms.default(12_000),
      /** Which API the endpoint speaks. "auto": the Responses API where it is offered, chat completions elsewhere. */
      api: z.enum(['auto', 'responses', 'chat']).default('auto'),
      /** Most tokens of one request, by a careful estimate: rules, tools, conversation and what tools gave. */
      contextTokens: z.number().int().min(6000).max(200_000).default(10_000),
      /** What a million tokens costs; left out, costs are not counted. */
      prices: z
        .strictObject({
          input: z.number().nonnegative(),
          /** Input that the endpoint had cached; as `input` when left out. */
          cachedInput: z.number().nonnegative().optional(),
          output: z.number().nonnegative(),
          currency: z.string().min(1).max(8).default('USD'),
        })
        .optional(),
      /** Beyond these the local planner answers alone; left out: no limit. A day is the venue's. */
      caps: z
        .strictObject({
          tokensPerGuest: z.number().int().positive().optional(),
          tokensPerDay: z.number().int().positive().optional(),
          /** In the currency of `prices`. */
          costPerDay: z.number().positive().optional(),
        })
        .prefault({}),
    })
    .prefault({}),
  idle: z.strictObject({ warnAfterMs: ms.min(1000).default(45_000), resetAfterMs: ms.min(1000).default(20_000) }).prefault({}),
  web: z
    .strictObject({
      host: z.string().min(1).default('127.0.0.1'),
      port: z.number().int().min(0).max(65_535).default(4310),
      /** Origins that may connect besides the kiosk's own: "https://kiosk.example". */
      allowedOrigins: z.array(z.string()).default([]),
    })
    .prefault({}),
  phone: z
    .strictObject({
      /**
       * Where `dist/phone/index.html` is published: a guest's phone then opens a way with its plan. Left out: the
       * code on the screen holds the way in words, which needs no page and no network.
       */
      pageUrl: z
        .url({ protocol: /^https?$/ })
        .max(300)
        .optional(),
    })
    .prefault({}),
  venue: z
    .strictObject({
      /** Versions to go back to; the one that guests have and the one before it are always kept. */
      keepVersions: z.number().int().min(2).max(1000).default(20),
      /** Days for which staff see questions that had no answer; 0: they are not kept. */
      unansweredDays: z.number().int().min(0).max(365).default(90),
    })
    .prefault({}),
  memory: z
    .strictObject({
      enabled: z.boolean().default(true),
      retentionDays: z.number().int().min(1).max(3650).default(365),
      /** What guests who agreed to be remembered asked and heard is kept for so long. */
      turnDays: z.number().int().min(1).max(3650).default(180),
      /** Days for which each kind of memory is kept; left out: as long as the guest, turns for `turnDays`. */
      retention: z
        .strictObject({
          facts: z.number().int().min(1).max(3650).optional(),
          threads: z.number().int().min(1).max(3650).optional(),
          turns: z.number().int().min(1).max(3650).optional(),
          episodes: z.number().int().min(1).max(3650).optional(),
        })
        .prefault({}),
      /** With a language model: whether it also finds what guests say of themselves, after the turn, in their own words. */
      modelExtraction: z.boolean().default(true),
    })
    .prefault({}),
  access: z
    .strictObject({
      /** Keys of a tactile keypad that differ from the usual ones; see docs/accessibility.md. */
      keys: accessKeysSchema.prefault({}),
    })
    .prefault({}),
  operate: z
    .strictObject({
      /** Venue-local time from when on the kiosk starts itself afresh once a night, when nobody is there; null: never. */
      restartAt: timeOfDay.nullable().default('04:00'),
    })
    .prefault({}),
  screen: screenConfigSchema.prefault({}),
  presence: presenceConfigSchema.prefault({}),
  sounds: soundsConfigSchema.prefault({}),
  /** What an operator far away is told of this kiosk and may have it do, once it has enrolled; see docs/updates.md. */
  fleet: z
    .strictObject({
      enabled: z.boolean().default(true),
      /** How often the kiosk says how it does, until the endpoint says otherwise. */
      heartbeatSeconds: z.number().int().min(10).max(3600).default(30),
      /** A new configuration has to bring the kiosk up within that, or it goes back to the one before. */
      healthSeconds: z.number().int().min(10).max(900).default(120),
      /** What is to be done when nobody is there waits for so long for the guest to leave. */
      patienceMinutes: z.number().int().min(1).max(240).default(15),
    })
    .prefault({}),
  updates: z
    .strictObject({
      /** Hearing models, venue data and the program itself, as the fleet's endpoint or `feedUrl` has them. */
      enabled: z.boolean().default(true),
      /** Venue-local times between which, and only while nobody is there, updates are brought into use; the fleet's own plan is stronger. */
      window: z.strictObject({ from: timeOfDay.default('02:00'), to: timeOfDay.default('05:00') }).prefault({}),
      /** Folder with the program's releases for a kiosk without a fleet; left out: the program is not looked for. */
      feedUrl: z
        .url({ protocol: /^https?$/ })
        .refine(isPrivateWay, 'must begin with https, or be on this machine')
        .optional(),
      channel: z.enum(['stable', 'beta']).default('stable'),
    })
    .prefault({}),
  desk: z
    .strictObject({
      /** Days for which guests' requests, lost and found items, support cases and leads are kept. */
      retentionDays: z.number().int().min(1).max(3650).default(90),
    })
    .prefault({}),
  /** Leads of guests who agreed to be contacted are pushed to a CRM; see docs/requests.md. */
  webhook: z
    .strictObject({
      /** Leave out to push nothing. */
      url: z
        .url({ protocol: /^https?$/ })
        .refine(isPrivateWay, 'must begin with https, or be on this machine')
        .optional(),
      /** Name of the environment variable that holds the secret by which pushes are signed. */
      secretEnv: z
        .string()
        .regex(/^[A-Z_][A-Z0-9_]*$/, 'the name of an environment variable')
        .default('FOYER_WEBHOOK_SECRET'),
    })
    .prefault({}),
  /** Of the endpoint, not of a kiosk. */
  cloud: cloudConfigSchema.prefault({}),
  badges: badgeConfigSchema.prefault({}),
  privacy: privacyConfigSchema.prefault({}),
  traces: z
    .strictObject({
      /** Writes how each turn was answered to DIR/traces, for `foyer trace replay`. */
      enabled: z.boolean().default(false),
      /** "masked": of what was said, words that neither the venue nor the planner knows are left out; "none": no text at all. */
      texts: z.enum(['masked', 'none']).default('masked'),
      retentionDays: z.number().int().min(1).max(365).default(14),
      /** Of all files together; the oldest go first. */
      maxMegabytes: z.number().min(1).max(10_000).default(50),
    })
    .prefault({}),
  sync: z
    .strictObject({
      /** Cloud endpoint; leave out to keep memory on this kiosk only. */
      url: z.url().optional(),
      tokenEnv: z
        .string()
        .regex(/^[A-Z_][A-Z0-9_]*$/, 'the name of an environment variable')
        .default('FOYER_SYNC_TOKEN'),
      tenant: idSchema.default('demo'),
      pullBudgetMs: ms.default(800),
      pushEveryMs: ms.default(2000),
      /** Page of another channel, with {code} where the guest's link code goes: it is in the QR code. Left out: the code alone is. */
      linkUrl: z
        .url({ protocol: /^https$/ })
        .refine((url) => url.includes('{code}'), 'must have {code} in it')
        .optional(),
      /** Days for which a guest is kept here without the endpoint having been reached, and without the guest. */
      leaseDays: z.number().int().min(1).max(365).default(7),
    })
    .prefault({}),
});
/** Guests' contact details are pushed there. */
function isPrivateWay(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
export type KioskConfig = z.infer<typeof configSchema>;
export type KioskConfigInput = z.input<typeof configSchema>;
