import { z } from 'zod';
import { ownersOf } from '../desk/owners.ts';
import { localTimeOf } from '../memory/local-days.ts';
import type { Thread } from '../ports.ts';
import { type AboutGuestData, doubtsFor } from './about-guest.ts';
import { ownCases } from './cases.ts';
import { mayHearOf } from './lost-status.ts';
import { mayHearOfRequest, shareable } from './request-status.ts';
import { defineTool, type ToolContext } from './tool.ts';

export interface NewsItem {
  readonly kind: 'lost' | 'request' | 'case' | 'thread';
  /** As the guest called it: "black umbrella". */
  readonly what: string;
  /** Of a lost item: core/desk LostState; of a request its status; of a case "open" or "closed"; of a thread "open" or "waiting-staff". */
  readonly state: string;
  /** Staff's words to the guest; empty when there are none. */
  readonly note: string;
  /** Venue wall clock at which it began. */
  readonly since: string;
}

export interface WhatsNewData {
  /** What moved first, then what is still open. */
  readonly items: readonly NewsItem[];
  readonly recognised: boolean;
  /** Of earlier visits, not named now, and told only to who gave their PIN. */
  readonly hidden: number;
  /** Concluded, against what the guest said: to be asked about. */
  readonly doubts: AboutGuestData['doubts'];
}

const MOST_ITEMS = 4;

/** Only ever run because the guest asked: what staff have done about what they left, and what is still open. */
export const whatsNew = defineTool({
  name: 'whats_new',
  description: 'What became of what this guest lost, asked for or left open. Only when they ask for it.',
  input: z.object({}),
  effect: 'memory',
  run(context) {
    const lost = lostItems(context);
    const asked = requests(context);
    const kept = [...lost.items, ...asked.items, ...cases(context)];
    const threads = openThreads(context, kept);
    const items = [...kept, ...(context.verified ? threads : [])].sort((a, b) => rank(a) - rank(b)).slice(0, MOST_ITEMS);
    const hidden = lost.hidden + asked.hidden + (context.verified ? 0 : threads.length);
    const data: WhatsNewData = { items, recognised: context.memory !== null, hidden, doubts: doubtsFor(context) };
    return { found: items.length > 0, data, cards: [] };
  },
});

interface Told {
  readonly items: readonly NewsItem[];
  readonly hidden: number;
}

function lostItems(context: ToolContext): Told {
  const open = context.lostFound.statusOf(...ownersOf(context)).filter((item) => {
    const over = item.state === 'collected' || item.state === 'closed';
    if (over && item.threadId !== undefined) context.memory?.resolveThread(item.threadId);
    return !over;
  });
  const told = open.filter((item) => mayHearOf(item, context));
  return {
    items: told.map(({ what, state, createdAt }) => ({ kind: 'lost', what, state, note: '', since: createdAt })),
    hidden: open.length - told.length,
  };
}

/** Of a hotel service only: whom else staff were called to is nobody's news. */
function requests(context: ToolContext): Told {
  const open = context.requests.of(ownersOf(context)).filter(({ kind, status }) => !kind.startsWith('staff-') && status !== 'cancelled');
  const told = open.filter((row) => mayHearOfRequest(row, context)).map((row) => shareable(row, context));
  return {
    items: told.map(({ title, status, note = '', createdAt }) => ({ kind: 'request', what: title, state: status, note, since: createdAt })),
    hidden: open.length - told.length,
  };
}

/** What staff answered may be private: only for who gave their PIN, or opened it in this conversation. */
function cases(context: ToolContext): NewsItem[] {
  return ownCases(context)
    .cases.filter(({ status, note }) => status === 'open' || note !== '')
    .map(({ about, status, note, createdAt }) => ({ kind: 'case', what: about, state: status, note, since: createdAt }));
}

/** Threads of which nothing above tells. */
function openThreads({ memory, know }: ToolContext, kept: readonly NewsItem[]): NewsItem[] {
  const told = (thread: Thread) =>
    kept.some(({ kind, what }) => thread.topic.toLowerCase().includes(what.toLowerCase()) || thread.goal?.kind === GOAL_OF[kind]);
  return (memory?.profile().threads ?? [])
    .filter((thread) => thread.status === 'open' && !told(thread))
    .map((thread) => ({
      kind: 'thread',
      what: thread.topic,
      state: thread.goal?.status === 'waiting-staff' ? 'waiting-staff' : 'open',
      note: '',
      since: localTimeOf(thread.openedAt, know.venue.timezone),
    }));
}

const GOAL_OF: Readonly<Record<NewsItem['kind'], string>> = {
  lost: 'lost-item',
  request: 'hotel-request',
  case: 'support-case',
  thread: '',
};

const MOVED: ReadonlySet<string> = new Set(['found', 'maybe', 'coming', 'done', 'seen']);

function rank({ state, note }: NewsItem): number {
  return state === 'found' ? 0 : MOVED.has(state) || note !== '' ? 1 : 2;
}
