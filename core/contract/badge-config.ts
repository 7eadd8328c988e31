import { z } from 'zod';

/** The first characters of a badge of ours. */
export const BADGE_PREFIX = 'FOYER';

const ms = z.number().int().nonnegative();
const MAX_STARS = 8;

/**
 * Which foreign codes are taken: "vcard", "mecard", or a shape in which `#` is one digit, `@` one letter, `*` any
 * number of characters, and everything else itself: "TKT-########", "https://tickets.example/*".
 * Shapes and not regular expressions: what is matched comes from strangers, and a shape takes no longer than it is long.
 */
export const foreignPatternSchema = z
  .string()
  .min(1)
  .max(200)
  .refine((pattern) => pattern.split('*').length - 1 <= MAX_STARS, `at most ${MAX_STARS} *`)
  .refine((pattern) => /[^*]/.test(pattern), 'something besides *');

/** An Ed25519 public key, raw, in base64url. */
export const publicKeySchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'an Ed25519 public key in base64url, 43 characters');

/** How a screen reads badges. */
export const badgeReadingSchema = z.object({
  /** "always-ready": the camera also looks for badges while the kiosk waits, and its light is on then. */
  camera: z.enum(['on-request', 'always-ready']).default('on-request'),
  /** Readers that type like a keyboard. */
  wedge: z
    .strictObject({
      enabled: z.boolean().default(true),
      /** What the reader sends before a code: characters, or the name of one key ("F9"). It is taken off, and a code is known by it. */
      prefix: z.string().min(1).max(8).optional(),
      /** Key that ends a code. */
      suffix: z.enum(['enter', 'tab', 'either']).default('either'),
      /** Longest time between two keys of a code. People type slower. */
      maxGapMs: ms.min(5).max(200).default(35),
      minLength: z.number().int().min(5).max(512).default(6),
      maxLength: z.number().int().min(5).max(512).default(512),
      /** "badge": digits, letters and what else codes of ours need; "ascii": what an English keyboard types; "printable": names in any script. */
      characters: z.enum(['badge', 'ascii', 'printable']).default('ascii'),
      /** Function keys, and shortcuts with Ctrl, Alt and Meta besides those of editing, do nothing on the guest's screen: a code can hold them. */
      lockKeys: z.boolean().default(true),
    })
    .prefault({}),
});
export type BadgeReading = z.infer<typeof badgeReadingSchema>;

export const badgeConfigSchema = z.strictObject({
  /** Whether badges count that somebody else printed. They are kept as a keyed hash. */
  foreign: z.enum(['off', 'allow']).default('off'),
  /** Which of them; see foreignPatternSchema. */
  patterns: z.array(foreignPatternSchema).max(50).default(['vcard', 'mecard']),
  /** The only signer whose lists of good badges this kiosk takes; left out: the one whose list came first. */
  trustKey: publicKeySchema.optional(),
  /** The same badge at two kiosks within this time is reported as copied; 0: never. */
  copiedWithinMs: ms.max(86_400_000).default(300_000),
  ...badgeReadingSchema.shape,
});
