import { z } from 'zod';
import { translateTo } from '../i18n/catalogues.ts';
import { textIn } from '../venue/model.ts';
import { createRequest } from './staff-request.ts';
import { defineTool } from './tool.ts';
import { floorName } from './views.ts';

export const emergencyInput = z.object({
  kind: z
    .enum(['medical', 'fire', 'threat', 'distress', 'information'])
    .describe('"information": the guest only asks what to do in an emergency'),
  detail: z.string().max(500).default('').describe('What the guest said, for staff'),
});

export interface EmergencyPlace {
  readonly id: string;
  readonly name: string;
  readonly floorName: string;
}

export interface EmergencyData {
  readonly kind: z.infer<typeof emergencyInput>['kind'];
  readonly text: string;
  readonly contacts: readonly { readonly label: string; readonly number: string }[];
  readonly firstAid: EmergencyPlace | null;
  readonly defibrillator: EmergencyPlace | null;
  readonly assembly: EmergencyPlace | null;
  readonly staffCalled: boolean;
}

/** Not confirmed first: a false alarm costs a walk, waiting for a "yes" may cost more. */
export const emergency = defineTool({
  name: 'emergency',
  description: 'For danger to life or health (someone collapsed, fire, threat, self-harm): shows what to do and calls staff at once.',
  input: emergencyInput,
  effect: 'alarm',
  run(context, { kind, detail }) {
    const { know, locale, t, ids } = context;
    const info = know.venue.emergency;
    const place = (id: string | undefined) => {
      const found = id === undefined ? undefined : know.places.get(id);
      return found === undefined ? null : { id: found.id, name: textIn(found.name, locale), floorName: floorName(found.floorId, context) };
    };
    const contacts = (info?.contacts ?? []).map(({ label, number }) => ({ label: textIn(label, locale), number }));
    const reason = kind === 'medical' ? 'medical' : kind === 'distress' ? 'distress' : 'safety';
    const request =
      kind === 'information'
        ? null
        : createRequest(context, `staff-${reason}`, (language) => translateTo(language)('request.staff', { reason }), detail);
    const data: EmergencyData = {
      kind,
      contacts,
      text: textIn(info?.text, locale),
      firstAid: place(info?.firstAidPlaceId),
      defibrillator: place(info?.defibrillatorPlaceId),
      assembly: place(info?.assemblyPlaceId),
      staffCalled: request !== null,
    };
    const card = {
      id: ids.next(),
      kind: 'emergency' as const,
      title: info === undefined ? t('emergency.title') : textIn(info.title, locale),
      text: data.text === '' ? t('emergency.text') : data.text,
      contacts,
      steps: (info?.steps ?? []).map((step) => textIn(step, locale)),
    };
    return { found: true, data, cards: [card, ...(request?.cards ?? [])] };
  },
});
