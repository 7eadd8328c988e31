import type { EntityKind } from '../../tools/knowledge.ts';
import type { Link } from '../../venue/search/linker.ts';
import type { Reading } from '../reading.ts';
import { aspectIn } from './aspect.ts';
import { type Frame, thingOf } from './frame.ts';

/** Several things fit equally well: which one is meant? */
export function askWhich(best: Link<EntityKind>, tied: readonly Link<EntityKind>[], frame: Frame): Reading {
  const options = tied.flatMap((link) => thingOf(link, frame) ?? []);
  const aspect = aspectIn(frame) ?? 'info';
  return {
    kind: 'ask',
    pending: { kind: 'choose', options, aspect },
    about: saidName(best, frame),
    options: options.slice(0, 8),
    total: options.length,
  };
}

/** The name as far as it was said: "Alexander". */
function saidName(link: Link<EntityKind>, { asked }: Frame): string {
  const said = asked.slice(link.from, link.to).join(' ');
  const words = link.name.split(/\s+/).filter((word) => asked.includes(word.toLowerCase()));
  return words.length > 0 ? words.join(' ') : said.charAt(0).toUpperCase() + said.slice(1);
}
