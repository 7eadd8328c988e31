import type { ToolOutcome } from '../../tools/registry.ts';
import { onFloor } from '../../tools/speech-words.ts';
import type { ToolContext } from '../../tools/tool.ts';

/** The venue's own words on lost property where it has some, else its place. */
export function lostPlace(outcomes: readonly ToolOutcome[], context: ToolContext): string[] {
  const { t } = context;
  const entry = outcomes.find((outcome) => outcome.name === 'faq');
  if (entry !== undefined && entry.data.id !== null) return [entry.data.answer];
  const place = outcomes.find((outcome) => outcome.name === 'find_places')?.data.places[0];
  return [place === undefined ? t('lost.noPlace') : t('lost.where', { place: place.name, floor: onFloor(place.floorName, context) })];
}
