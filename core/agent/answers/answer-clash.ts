import type { SessionView } from '../../contract/index.ts';
import { timeOf } from '../../tools/local-time.ts';
import { momentText } from '../../tools/speech-words.ts';
import type { WhatsOnData } from '../../tools/whats-on.ts';
import { things } from './answer-programme.ts';
import { type Asked, orNone, type Reply } from './reply.ts';

/** So little time between two sessions is worth a word. */
const SHORT_MINUTES = 15;

/** Two sessions side by side: whether both can be seen. Null where there are not two. */
export function answerClash({ sessions }: WhatsOnData, { context }: Asked): Reply | null {
  const [early, late] = [...sessions].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  if (early === undefined || late === undefined) return null;
  const { t } = context;
  const values = { first: itemText(early, context), second: itemText(late, context) };
  const minutes = minutesBetween(early.endsAt, late.startsAt);
  const sentence =
    minutes < 0
      ? t('on.clash', values)
      : minutes < SHORT_MINUTES && early.room?.id !== late.room?.id
        ? t('on.noClashShort', { ...values, minutes })
        : t('on.noClash', values);
  const cancelled = [early, late].filter(({ status }) => status === 'cancelled').map(({ title }) => t('on.cancelled', { title }));
  return {
    sentences: [sentence, ...cancelled],
    outcome: 'answered',
    chips: ['chip.wayThere', 'chip.about', 'chip.next'],
    listed: things([early, late]),
  };
}

function itemText(session: SessionView, context: Asked['context']): string {
  const when = momentText(session.startsAt, context.now, context);
  return context.t('on.clashItem', { title: session.title, when, end: timeOf(session.endsAt), room: orNone(session.room?.name) });
}

function minutesBetween(from: string, to: string): number {
  return (Date.parse(`${to}:00Z`) - Date.parse(`${from}:00Z`)) / 60_000;
}
