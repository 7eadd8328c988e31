import { z } from 'zod';
import { localeSchema } from './primitives.ts';

const localised = z.partialRecord(localeSchema, z.string().trim().min(1).max(300));
const toolName = z.string().regex(/^[a-z][a-z0-9_]{1,39}$/, 'the name of a tool: "book"');

/** Help for whoever needs it is not a companion's to refuse. */
export const ALWAYS_ALLOWED: readonly string[] = ['emergency', 'call_staff'];

/** One file of `companions/` in the data directory: who stands at the kiosk. Its file name is the companion's id. */
export const companionSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(60),
    /** How it speaks and what it is like, for a language model; changes nothing of what may be said or done. */
    persona: z.string().trim().max(2000).default(''),
    voice: z.strictObject({ name: z.string().min(1).max(40).optional(), rate: z.number().min(0.5).max(2).optional() }).prefault({}),
    languages: z
      .strictObject({
        /** What it begins in; left out: as the kiosk. */
        first: localeSchema.optional(),
        /** Which it offers; left out: as the kiosk. */
        offered: z.array(localeSchema).min(1).max(12).optional(),
        /** Whether it goes over to the language the guest speaks. */
        follow: z.boolean().default(true),
      })
      .prefault({}),
    /** Tools by name, of the kiosk or connected; `allowed` left out: all. */
    tools: z.strictObject({ allowed: z.array(toolName).max(200).optional(), denied: z.array(toolName).max(200).default([]) }).prefault({}),
    /** Said to a guest who says hello, and shown while nobody is there. */
    greeting: localised.default({}),
    /** What the screen suggests to ask; left out: the venue's own. */
    openers: z.partialRecord(localeSchema, z.array(z.string().trim().min(1).max(120)).max(12)).default({}),
    escalation: z
      .strictObject({
        /** A person is offered after so many questions without an answer, one after the other. */
        afterUnanswered: z.number().int().min(1).max(10).default(2),
        /** And to a guest who complains. */
        onComplaint: z.boolean().default(true),
      })
      .prefault({}),
  })
  .superRefine(({ languages: { first, offered }, tools: { denied } }, check) => {
    if (first !== undefined && offered !== undefined && !offered.includes(first))
      check.addIssue({ code: 'custom', path: ['languages', 'first'], message: `"${first}" is not one of languages.offered` });
    for (const [at, name] of denied.entries())
      if (ALWAYS_ALLOWED.includes(name))
        check.addIssue({
          code: 'custom',
          path: ['tools', 'denied', at],
          message: `"${name}" cannot be denied: a guest can always get help`,
        });
  });
export type CompanionFile = z.infer<typeof companionSchema>;
/** As a kiosk runs it. */
export type Companion = CompanionFile & { readonly id: string };

/** Whether a companion may have a tool run. */
export function mayUse({ allowed, denied }: CompanionFile['tools'], tool: string): boolean {
  return ALWAYS_ALLOWED.includes(tool) || (!denied.includes(tool) && (allowed === undefined || allowed.includes(tool)));
}
