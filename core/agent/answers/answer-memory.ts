import type { AboutGuestData } from '../../tools/about-guest.ts';
import type { Moment, RecallData } from '../../tools/recall.ts';
import type { ToolCall } from '../../tools/registry.ts';
import type { NewsItem, WhatsNewData } from '../../tools/whats-new.ts';
import { foldedWords } from '../../venue/search/fold.ts';
import { factText, pastDayText } from './fact-text.ts';
import type { Asked } from './reply.ts';
import { offerStaff, orNone, type Reply } from './reply.ts';

const MOST_QUOTED = 220;

/** "You asked me on Tuesday: …", and what was answered. */
export function answerRecall(data: RecallData, { context }: Asked): Reply {
  const { t } = context;
  const chips = ['chip.whatsOn', 'chip.eat'] as const;
  const [first, ...others] = data.moments;
  if (first === undefined) {
    const key = data.hidden ? 'about.pin' : data.recognised ? 'recall.nothing' : 'recall.notRemembered';
    return { sentences: [t(key)], outcome: data.hidden ? 'answered' : 'nothing-found', chips };
  }
  const left = data.total - data.moments.length;
  const next = data.about && data.side === 'told' ? mentionedIn(first.answer, context) : [];
  const rest = data.day === undefined || data.about ? [] : others;
  return {
    sentences: [
      ...momentSentences(first, data.side, context),
      ...rest.flatMap((moment) => momentSentences(moment, data.side, context).slice(0, 1)),
      ...(rest.length > 0 && left > 0 ? [t('recall.more', { count: left })] : []),
      ...(data.hidden ? [t('about.pin')] : []),
    ],
    outcome: 'answered',
    chips,
    ...(next.length === 0 ? {} : { next }),
  };
}

/** So much of a name is the name itself. */
const WHOLE = 0.9;

/** The session or place that was spoken of, as it is now: it may have moved since. */
function mentionedIn(text: string, { know }: Asked['context']): ToolCall[] {
  const links = know.names.link(foldedWords(text)).filter(({ ofName, matched }) => ofName >= WHOLE && matched > 1);
  const session = links.find(({ kind }) => kind === 'session');
  if (session !== undefined) return [{ name: 'session_details', input: { session: session.id } }];
  const place = links.find(({ kind }) => kind === 'place');
  return place === undefined ? [] : [{ name: 'find_places', input: { placeIds: [place.id] } }];
}

function momentSentences({ at, question, answer }: Moment, side: RecallData['side'], context: Asked['context']): string[] {
  const { t } = context;
  const when = pastDayText(at, context);
  if (side === 'told' && answer !== '') return [t('recall.told', { when, answer: quoted(answer) })];
  if (question === '') return answer === '' ? [] : [t('recall.told', { when, answer: quoted(answer) })];
  return [
    t('recall.asked', { when, question: quoted(question) }),
    ...(answer === '' ? [] : [t('recall.answer', { answer: quoted(answer) })]),
  ];
}

/** Whole sentences as far as they fit. */
function quoted(text: string): string {
  if (text.length <= MOST_QUOTED) return text;
  const cut = text.slice(0, MOST_QUOTED);
  const end = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('! '), cut.lastIndexOf('? '));
  return end > 60 ? cut.slice(0, end + 1) : `${cut.slice(0, cut.lastIndexOf(' '))} …`;
}

/** What became of what the guest left with us. */
export function answerNews({ items, doubts, hidden }: WhatsNewData, { context }: Asked): Reply {
  const { t } = context;
  const asks = doubtSentences({ doubts }, context);
  const more = hidden > 0 ? [t('about.pin')] : [];
  if (items.length === 0)
    return { sentences: [...(hidden > 0 ? more : [t('news.none')]), ...asks], outcome: 'answered', chips: ['chip.whatsOn', 'chip.eat'] };
  const open = items.filter(({ kind, state }) => kind === 'thread' && state === 'open');
  const reply: Reply = {
    sentences: [...items.map((item) => newsSentence(item, context)), ...more, ...(open.length > 0 ? [t('about.offer')] : asks)],
    outcome: 'answered',
    chips: open.length > 0 ? ['chip.yes', 'chip.no'] : ['chip.staff', 'chip.whatsOn'],
  };
  return open.length > 0 ? { ...reply, pending: offerStaff(open.map(({ what }) => what).join(', ')) } : reply;
}

function newsSentence({ kind, what, state, note, since }: NewsItem, context: Asked['context']): string {
  const { t } = context;
  const when = pastDayText(since, context);
  switch (kind) {
    case 'lost':
      return t(state === 'found' ? 'news.found' : state === 'maybe' ? 'news.maybe' : 'news.searching', { what, when });
    case 'request':
      return t('news.request', { what, state, note: orNone(note) });
    case 'case':
      return t('news.case', { what, state, note: orNone(note) });
    case 'thread':
      return t(state === 'waiting-staff' ? 'news.promised' : 'news.open', { what, when });
  }
}

/** "You told me on Tuesday, at Lobby east: …" */
export function sourceSentences({ sources = [], hidden }: AboutGuestData, context: Asked['context']): string[] {
  const { t } = context;
  if (sources.length === 0) return [t(hidden > 0 ? 'about.pin' : 'about.noSource')];
  return sources.map(({ at, place, said, inferred }) =>
    t('about.source', {
      inferred: inferred ? 'yes' : 'no',
      when: pastDayText(at, context),
      place: orNone(place),
      said: orNone(quoted(said)),
    }),
  );
}

/** The first thing that was concluded against the guest's own word, as a question. */
export function doubtSentences({ doubts }: Pick<AboutGuestData, 'doubts'>, context: Asked['context']): string[] {
  return doubts
    .slice(0, 1)
    .map(({ said, inferred }) => context.t('about.doubt', { said: factText(said, context), inferred: factText(inferred, context) }));
}
