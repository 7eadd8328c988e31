import { compose } from '../../../core/agent/answers/compose.ts';
import { createTransientBookings } from '../../../core/booking/transient-bookings.ts';
import { translateTo } from '../../../core/i18n/catalogues.ts';
import { knowledgeOf } from '../../../core/tools/knowledge.ts';
import { parseCall, runTool, type ToolName, type ToolOutcome } from '../../../core/tools/registry.ts';
import type { ToolContext } from '../../../core/tools/tool.ts';
import type { Venue } from '../../../core/venue/model.ts';
import type { SqliteDesk } from '../../../native/sqlite/open-desk.ts';
import { createCountingIds } from '../../fakes/plain.ts';
import { createTestDesk } from '../../fakes/scripted.ts';
import { seeded } from '../../support/random.ts';

type Outcome<N extends ToolName> = Extract<ToolOutcome, { name: N }>;

export interface DeskVisit {
  /** Runs a tool as a model would call it: through its schema. Every call has a key of its own unless one is given. */
  call<N extends ToolName>(name: N, input?: object, more?: Partial<ToolContext>): Promise<Outcome<N>>;
  /** What the local planner says of it. */
  answer(name: ToolName, input?: object, more?: Partial<ToolContext>): Promise<string>;
  readonly desk: SqliteDesk;
}

/** A guest at the kiosk in the lobby, with what a real desk keeps. */
export function startDeskVisit(venue: Venue, now: string): DeskVisit {
  const desk = createTestDesk();
  const bookings = createTransientBookings({ ids: createCountingIds('booking'), random: seeded(3) });
  const place = venue.places.find(({ id }) => id === venue.defaultPlaceId);
  let calls = 0;
  const contextOf = (more: Partial<ToolContext>): ToolContext => ({
    know: knowledgeOf(venue),
    now,
    here: place === undefined ? null : { placeId: place.id, floorId: place.floorId, at: place.at },
    locale: 'en',
    t: translateTo(more.locale ?? 'en'),
    preferences: { diets: [], avoid: [], stepFree: false },
    ...desk,
    bookings,
    memory: null,
    forgetGuest: null,
    stated: [],
    ids: createCountingIds('card'),
    kioskName: 'Lobby',
    sessionId: 'session-1',
    turn: 1,
    owner: { kind: 'session', id: more.sessionId ?? 'session-1' },
    verified: false,
    idempotencyKey: `call-${++calls}`,
    ...more,
  });
  const run = async (name: ToolName, input: object, context: ToolContext) => {
    const parsed = parseCall(name, input);
    if (!parsed.ok) throw new Error(parsed.reason);
    return runTool(parsed.call, context, new AbortController().signal);
  };
  return {
    desk,
    call: async <N extends ToolName>(name: N, input = {}, more = {}) => (await run(name, input, contextOf(more))) as Outcome<N>,
    async answer(name, input = {}, more = {}) {
      const context = contextOf(more);
      const outcome = await run(name, input, context);
      const call = { name, input } as never;
      return compose([outcome], { kind: 'call', calls: [call], aspect: 'info' }, context).sentences.join(' ');
    },
  };
}
