import { z } from 'zod';
import { localeSchema } from '../../contract/primitives.ts';

/** What a house has rules for. */
export const SITUATIONS = ['abuse', 'abuse-again', 'self-harm', 'lost-child', 'child-and-alcohol'] as const;
export type Situation = (typeof SITUATIONS)[number];

/**
 * "say": the rule's text, else the kiosk's own; "call-staff": at once, without asking; "offer-staff": a yes calls one;
 * "emergency-card": on the screen; "end": the conversation is over when the text has been said.
 */
export const POLICY_ACTIONS = ['say', 'call-staff', 'offer-staff', 'emergency-card', 'end'] as const;

const ruleSchema = z.strictObject({
  actions: z.array(z.enum(POLICY_ACTIONS)).min(1).max(POLICY_ACTIONS.length),
  /** By language; a language without a text has the kiosk's own. */
  say: z.partialRecord(localeSchema, z.string().trim().min(1).max(400)).default({}),
  /** What else it is known by, by language: whole words, capitals and accents do not matter. */
  also: z.partialRecord(localeSchema, z.array(z.string().trim().min(3).max(120)).max(100)).default({}),
});
export type PolicyRule = z.infer<typeof ruleSchema>;

/** `policy.yaml` in the data directory; what it leaves out is as the kiosk has it. */
export const policySchema = z
  .strictObject({
    abuse: ruleSchema.optional(),
    'abuse-again': ruleSchema.optional(),
    'self-harm': ruleSchema.optional(),
    'lost-child': ruleSchema.optional(),
    'child-and-alcohol': ruleSchema.optional(),
  })
  .superRefine((policy, check) => {
    for (const situation of ['self-harm', 'lost-child'] as const) {
      const actions = policy[situation]?.actions;
      if (actions !== undefined && !actions.includes('call-staff'))
        check.addIssue({ code: 'custom', path: [situation, 'actions'], message: 'must have call-staff: a kiosk alone is no help here' });
    }
  });
export type PolicyInput = z.input<typeof policySchema>;
export type Policy = Readonly<Record<Situation, PolicyRule>>;

/** The house's rules over the kiosk's own: a rule of the house replaces actions, its texts those of the same language. */
export function policyOf(house: z.infer<typeof policySchema>, own: Policy): Policy {
  const rules = SITUATIONS.map((situation): [Situation, PolicyRule] => {
    const rule = house[situation];
    const base = own[situation];
    return [situation, rule === undefined ? base : { actions: rule.actions, say: { ...base.say, ...rule.say }, also: rule.also }];
  });
  return Object.fromEntries(rules) as Record<Situation, PolicyRule>;
}
