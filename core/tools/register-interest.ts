import { z } from 'zod';
import { HOT_FROM, scoreLead } from '../desk/score-lead.ts';
import { translateTo } from '../i18n/catalogues.ts';
import { createRequest, keptAs } from './staff-request.ts';
import { defineTool } from './tool.ts';

const said = (what: string, max = 200) => z.string().trim().max(max).optional().describe(what);

export const registerInterestInput = z.object({
  need: z.string().trim().min(1).max(500).describe('What the guest is interested in, in their words'),
  size: said('How many or how big: "40 people"'),
  budget: said('What they want to spend'),
  timeframe: said('When: "next month", "2026-12"'),
  contactName: said('Name, only if the guest gave it for this'),
  contact: said('E-mail address or telephone number, only if the guest gave it for this'),
  consent: z.boolean().describe('True only if the guest has said that they may be contacted'),
});

export interface RegisterInterestData {
  readonly ticket: string;
  readonly need: string;
  /** 0..100; for staff, never said. */
  readonly score: number;
  /** There is a way to reach them, and they agreed to it. */
  readonly reachable: boolean;
  /** A person was called to the guest. */
  readonly person: boolean;
  readonly placeName: string;
}

export const registerInterest = defineTool({
  name: 'register_interest',
  description:
    'Passes the guest’s interest in buying, renting or booking something large on to sales; a promising one gets a person now. Contact details are kept only with their yes. The guest has to confirm it first.',
  input: registerInterestInput,
  effect: 'request',
  run(context, { need, size = '', budget = '', timeframe = '', contactName = '', contact = '', consent }) {
    const facts = { need, size, budget, timeframe, consent, contactName: consent ? contactName : '', contact: consent ? contact : '' };
    const lead = context.leads.register({ ...facts, score: scoreLead(facts), createdAt: context.now, ...keptAs(context, 'lead') });
    const hot = lead.score >= HOT_FROM;
    const detail = [need, size, budget, timeframe].filter((part) => part !== '').join(' · ');
    const called = hot ? createRequest(context, 'staff-lead', (locale) => translateTo(locale)('request.lead'), detail.slice(0, 500)) : null;
    const data: RegisterInterestData = {
      ticket: lead.ticket,
      need,
      score: lead.score,
      reachable: lead.contact !== '',
      person: hot,
      placeName: called?.data.placeName ?? '',
    };
    return { found: true, data, cards: called?.cards ?? [] };
  },
});
