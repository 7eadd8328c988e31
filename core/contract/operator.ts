import { z } from 'zod';
import { idSchema } from './primitives.ts';

/** What somebody of the operator's staff may do at the operator page; each role may do all that those before it may. */
export const operatorRoleSchema = z.enum(['viewer', 'operator', 'admin']);
export type OperatorRole = z.infer<typeof operatorRoleSchema>;

/** Whether one role is enough where another is needed. */
export function mayAct(role: OperatorRole, needed: OperatorRole): boolean {
  return operatorRoleSchema.options.indexOf(role) >= operatorRoleSchema.options.indexOf(needed);
}

/** What an operator signs in as; letters in either case are the same name. */
export const operatorNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}/]+$/u, 'a name without "/"');

export const MIN_PASSWORD = 12;
export const operatorPasswordSchema = z.string().min(MIN_PASSWORD).max(200);
export const totpCodeSchema = z.string().regex(/^\d{6}$/, 'six digits');
/** A tenant as a stranger may name it: what a database takes as text. */
export const tenantNameSchema = idSchema.regex(/^\P{Cc}+$/u, 'a name');

export const operatorSessionSchema = z.object({
  operator: z.object({ id: z.string(), tenant: z.string(), name: z.string(), role: operatorRoleSchema }),
  /** Within this long of signing in, account settings may be changed without signing in again. */
  freshUntilMs: z.number(),
  /** The session ends then, whatever happens; earlier when nobody does anything. */
  endsMs: z.number(),
});
export type OperatorSession = z.infer<typeof operatorSessionSchema>;

export const signInSchema = z.strictObject({
  tenant: tenantNameSchema,
  /** Whatever was typed, as far as a database takes it as text. */
  name: z
    .string()
    .max(80)
    .regex(/^\P{Cc}*$/u, 'a name'),
  password: z.string().max(200),
  totp: z.string().max(12),
});

/** Of the one-time set-up link: `TENANT/XXXX-XXXX-XXXX`. */
export const setUpSchema = z.strictObject({ tenant: tenantNameSchema, code: z.string().max(40) });

/** A new TOTP secret, which counts once a code of it has been shown. */
export const totpOfferSchema = z.object({
  /** Base32, for typing. */
  secret: z.string(),
  /** otpauth:// for a QR code. */
  uri: z.string(),
  /** To be handed back with the code; good for ten minutes. */
  ticket: z.string(),
});
export type TotpOffer = z.infer<typeof totpOfferSchema>;

export const setUpOfferSchema = z.object({ name: z.string(), role: operatorRoleSchema, totp: totpOfferSchema });
export type SetUpOffer = z.infer<typeof setUpOfferSchema>;
const ticketSchema = z.string().max(1000);
export const setUpFinishSchema = setUpSchema.extend({ password: operatorPasswordSchema, ticket: ticketSchema, totp: totpCodeSchema });

export const accountSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: operatorRoleSchema,
  madeMs: z.number(),
  /** null: never. */
  seenMs: z.number().nullable(),
  /** false: the set-up link has not been used yet. */
  ready: z.boolean(),
  passkeys: z.number().int(),
});
export type OperatorAccount = z.infer<typeof accountSchema>;
export const accountsSchema = z.object({ accounts: z.array(accountSchema) });
export const peopleSchema = z.object({ people: z.array(z.object({ id: z.string(), name: z.string() })) });

export const ownAccountSchema = z.object({
  passkeys: z.array(z.object({ id: z.string(), name: z.string(), madeMs: z.number(), usedMs: z.number().nullable() })),
  sessions: z.array(
    z.object({ id: z.string(), madeMs: z.number(), seenMs: z.number(), address: z.string(), agent: z.string(), current: z.boolean() }),
  ),
});
export type OwnAccount = z.infer<typeof ownAccountSchema>;

export const setUpLinkSchema = z.object({ tenant: z.string(), code: z.string(), untilMs: z.number() });
export type SetUpLink = z.infer<typeof setUpLinkSchema>;

export const auditRowSchema = z.object({
  id: z.string(),
  atMs: z.number(),
  /** Who; the name as it was then. Empty: the command line, or nobody who signed in. */
  who: z.string(),
  action: z.string(),
  target: z.string(),
  detail: z.string(),
  address: z.string(),
});
export type AuditRow = z.infer<typeof auditRowSchema>;
export const auditPageSchema = z.object({ rows: z.array(auditRowSchema), more: z.boolean() });
