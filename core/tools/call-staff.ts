import { z } from 'zod';
import { translateTo } from '../i18n/catalogues.ts';
import { createRequest } from './staff-request.ts';
import { defineTool } from './tool.ts';

export const callStaffInput = z.object({
  reason: z.enum(['help', 'lost', 'complaint', 'medical', 'safety', 'distress', 'other']).describe('Why a person is needed'),
  detail: z.string().max(500).describe('What the guest asked for, in one sentence for staff'),
});

export const callStaff = defineTool({
  name: 'call_staff',
  description: 'Asks a member of staff to come to this kiosk. The guest has to confirm it first.',
  input: callStaffInput,
  effect: 'request',
  run(context, { reason, detail }) {
    return createRequest(context, `staff-${reason}`, (locale) => translateTo(locale)('request.staff', { reason }), detail);
  },
});
