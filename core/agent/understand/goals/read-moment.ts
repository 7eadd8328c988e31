import type { TimeFrame } from '../when.ts';
import { findClock } from '../when-clock.ts';
import { findDay } from '../when-day.ts';

export interface SaidMoment {
  /** "2026-11-22" */
  readonly day?: string;
  /** "19:30" */
  readonly time?: string;
}

export interface MomentOptions {
  /** The kiosk has just asked for the time: "eight" is one. */
  readonly asked: boolean;
  /** A bare hour is one of the evening: a table, not a workshop. */
  readonly evening: boolean;
  /** The guest speaks of the morning. */
  readonly morning: boolean;
}

const HOURS =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eins|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf|\\d{1,2}';

/** A day and a time, each only where it was said: "make it eight" leaves the day alone. */
export function readMoment(said: readonly string[], frame: TimeFrame, { asked, evening, morning }: MomentOptions): SaidMoment {
  const words = asClock(said.join(' '), asked).split(' ');
  const used = new Set<number>();
  const mark = (at: number, length: number) => {
    for (let i = at; i < at + length; i++) used.add(i);
  };
  const { date, part } = findDay(words, frame, mark);
  const late = part ?? (evening && !morning ? { from: '17:00', to: '00:00' } : null);
  const clock = findClock(words, { now: frame.now, date, part: late }, used, mark);
  const day = clock?.date ?? date ?? undefined;
  const time = clock === null ? undefined : evening && !morning ? ofEvening(clock.time, words.join(' ')) : clock.time;
  return { ...(day === undefined ? {} : { day }), ...(time === undefined ? {} : { time }) };
}

/** Puts "at" before what is a clock time whatever stands before it: "like half seven", "tonight 6:30". */
function asClock(text: string, asked: boolean): string {
  const clocks = text
    .replaceAll(new RegExp(`\\bhalf (?=(?:${HOURS})\\b)`, 'g'), 'half past ')
    .replaceAll(
      new RegExp(
        `\\b(?:at |um )?((?:a )?(?:half|quarter|viertel|five|ten|twenty|funf|zehn|zwanzig) (?:past|to|nach|vor) (?:${HOURS}))\\b`,
        'g',
      ),
      'at $1',
    )
    .replaceAll(new RegExp(`\\b(?:um )?((?:halb|dreiviertel) (?:${HOURS}))\\b`, 'g'), 'um $1')
    .replaceAll(/\b(?:at |um )?(\d{1,2}:\d\d)\b/g, 'at $1')
    .replaceAll(/(?<![\d:.])\b(?:at )?(\d{1,2})([ap]m)\b/g, 'at $1 $2')
    // "The three o'clock one" is not a minute past.
    .replaceAll(/\b(oclock|[ap]m) one\b/g, '$1');
  return asked && !/\b(at|um|gegen|around)\b/.test(clocks)
    ? clocks.replace(new RegExp(`\\b(?:for |fur )?(${HOURS})\\b(?! (?:people|persons?|personen|guests|of us))`), 'at $1')
    : clocks;
}

/** "at eight", "eight o'clock": nobody means eight in the morning for dinner, nor eleven at night for lunch. */
function ofEvening(time: string, text: string): string {
  const hour = Number(time.slice(0, 2));
  if (hour >= 1 && hour <= 10 && !/\b0\d:\d\d\b/.test(text)) return `${hour + 12}${time.slice(2)}`;
  return hour === 23 && !/\b23\b/.test(text) && !/\b(pm|tonight|night|evening|nachts|abends?)\b/.test(text) ? `11${time.slice(2)}` : time;
}
