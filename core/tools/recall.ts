import { z } from 'zod';
import { localTimeOf, startOfDay } from '../memory/local-days.ts';
import type { RememberedTurn } from '../memory/recall/recall-index.ts';
import type { GuestMemory } from '../ports.ts';
import { dayAfter } from './local-time.ts';
import { defineTool, type ToolContext } from './tool.ts';

export const recallInput = z.object({
  about: z.string().max(500).optional().describe('What the guest asks about, in their words; left out: the last visit'),
  day: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional()
    .describe('Venue-local date on which it was said'),
  side: z.enum(['asked', 'told']).describe('What the guest asked, or what they were told'),
});

/** A question of earlier, and what was heard of its answer. */
export interface Moment {
  /** Venue wall clock. */
  readonly at: string;
  readonly question: string;
  readonly answer: string;
}

export interface RecallData {
  readonly moments: readonly Moment[];
  /** All there are; `moments` has the first of them. */
  readonly total: number;
  readonly recognised: boolean;
  /** There is something from earlier visits, which is told only to who gave their PIN. */
  readonly hidden: boolean;
  readonly side: 'asked' | 'told';
  readonly day: string | undefined;
  /** Something in particular was asked about: the first moment is the answer. */
  readonly about: boolean;
}

const MOST_MOMENTS = 3;
/** Evidence for the one asked about lies among so many. */
const LOOKED_AT = 8;
/** Of the best: what bears on the question by far less is not it. */
const LEAST_SHARE = 0.6;

/** Only ever run because the guest asked. */
export const recall = defineTool({
  name: 'recall',
  description: 'What this guest asked before, or was told. Only when they ask for it.',
  input: recallInput,
  effect: 'memory',
  run(context, input) {
    const found = context.memory === null ? ofThisTalk(context, input.about) : ofMemory(context, context.memory, input);
    const data: RecallData = {
      ...found,
      moments: found.moments.slice(0, MOST_MOMENTS),
      total: found.moments.length,
      recognised: context.memory !== null,
      side: input.side,
      day: input.day,
    };
    return { found: data.total > 0, data, cards: [] };
  },
});

type Found = Pick<RecallData, 'moments' | 'hidden' | 'about'>;

/** A guest who is not remembered has this conversation to look back on. */
function ofThisTalk({ recent = [], now }: ToolContext, about: string | undefined): Found {
  const last = about === undefined ? recent.slice(-1) : [];
  return { moments: last.map(({ question, answer }) => ({ at: now, question, answer })), hidden: false, about: false };
}

function ofMemory(context: ToolContext, memory: GuestMemory, { about, day, side }: z.infer<typeof recallInput>): Found {
  const { know, verified, sessionId } = context;
  const { timezone } = know.venue;
  const all = day === undefined ? memory.said('', '~') : memory.said(startOfDay(day, timezone), startOfDay(dayAfter(day, 1), timezone));
  const named = about === undefined ? [] : aboutThat(memory, all, about, side, context);
  const ofDay = about === undefined || (named.length === 0 && day !== undefined);
  const picked = ofDay ? latestOf(all, sessionId, day) : named;
  const may = picked.filter((turn) => verified || turn.sessionId === sessionId);
  return { moments: momentsOf(may, all, timezone), hidden: may.length < picked.length, about: !ofDay };
}

/** All of a day; without one, the visit before this, or this one so far. */
function latestOf(all: readonly RememberedTurn[], sessionId: string, day: string | undefined): readonly RememberedTurn[] {
  if (day !== undefined) return all;
  const before = all.findLast((turn) => turn.sessionId !== sessionId)?.sessionId ?? sessionId;
  return all.filter((turn) => turn.sessionId === before);
}

function aboutThat(
  memory: GuestMemory,
  all: readonly RememberedTurn[],
  about: string,
  side: 'asked' | 'told',
  { now }: ToolContext,
): readonly RememberedTurn[] {
  const among = new Set(all.map(({ id }) => id));
  const role = side === 'told' ? 'companion' : 'guest';
  const found = memory.recall(about, { k: LOOKED_AT, now: `${now}:00Z` }).filter(({ turn }) => among.has(turn.id));
  const best = found[0]?.score ?? 0;
  const near = found.filter(({ score }) => score >= best * LEAST_SHARE).map(({ turn }) => turn);
  const ofSide = near.filter((turn) => turn.role === role);
  return ofSide.length > 0 ? ofSide : near;
}

/** Each question with its answer, in the order in which they were picked. */
function momentsOf(picked: readonly RememberedTurn[], all: readonly RememberedTurn[], timezone: string): Moment[] {
  const byTurn = new Map<string, { at: string; question: string; answer: string }>();
  for (const turn of all) {
    const moment = byTurn.get(turnOf(turn)) ?? { at: localTimeOf(turn.at, timezone), question: '', answer: '' };
    if (turn.role === 'guest') moment.question = turn.text;
    else moment.answer = `${moment.answer} ${turn.text}`.trim();
    byTurn.set(turnOf(turn), moment);
  }
  return [...new Set(picked.map(turnOf))].flatMap((id) => byTurn.get(id) ?? []);
}

/** A turn's id is `${sessionId}.${turn}.${role}`; see core/kiosk/turn-notes.ts. */
function turnOf({ id }: RememberedTurn): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('.')));
}
