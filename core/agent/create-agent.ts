import type { Companion } from '../contract/companion.ts';
import type { Locale } from '../contract/index.ts';
import { ANSWER_LOCALES, translateTo } from '../i18n/catalogues.ts';
import type { Clock, GuestProfile, Ids, Log } from '../ports.ts';
import type { ConnectedTool } from '../tools/connected.ts';
import { knowledgeOf } from '../tools/knowledge.ts';
import type { Preferences, StatedFact, ToolContext } from '../tools/tool.ts';
import type { Venue } from '../venue/model.ts';
import type { Agent, AgentDeps, AgentEvent, TurnInput } from './agent.ts';
import { withCurrentClosures } from './current-closures.ts';
import { createDialogue, type Dialogue, inFocus } from './dialogue.ts';
import type { Policy } from './guard/policy.ts';
import { type AgentLimits, runTurn } from './loop.ts';
import type { Planner } from './planner.ts';
import { plainWords } from './understand/languages/gloss.ts';
import { dangerIn } from './understand/safety.ts';
import { tidy } from './understand/tidy.ts';

export interface CreateAgentOptions extends AgentDeps {
  readonly planner: Planner;
  /** Finishes what the planner cannot; must work without a network. */
  readonly fallback: Planner;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly limits: AgentLimits;
  /** Languages this kiosk offers, of which a question in another than the session's is answered in; all there are when left out. */
  readonly locales?: readonly Locale[];
  /** The venue as published now, for closures during the conversation. */
  readonly latest?: () => Venue | null;
  /** The house's rules; left out: the kiosk's own. */
  readonly policy?: Policy;
  /** Tools that operators declared. */
  readonly connected?: readonly ConnectedTool[];
  /** Who stands here in this conversation; left out: the kiosk as it is. */
  readonly companion?: Companion;
  /** What the conversation knows to begin with, for a turn that is replayed; left out: nothing. */
  readonly dialogue?: Dialogue;
  /** Told of each turn before it begins; the dialogue goes on changing. */
  readonly onTurn?: (input: TurnInput, dialogue: Readonly<Dialogue>) => void;
}

/** The agent of one guest session. */
export function createAgent(options: CreateAgentOptions): Agent {
  const { venue, log } = options;
  const know = venue === null ? null : knowledgeOf(venue.venue);
  let dialogue: Dialogue | null = options.dialogue ?? null;

  function contextFor(input: TurnInput, locale: string, talk: Dialogue): ToolContext {
    if (know === null) throw new Error('no venue');
    const lastPlace = inFocus(talk, 'place');
    return {
      know: withCurrentClosures(know, options.latest?.()),
      now: input.now.slice(0, 16),
      here: input.here,
      locale,
      t: translateTo(locale),
      preferences: preferencesOf(talk.stated, input.memory?.profile() ?? null),
      requests: options.requests,
      lostFound: options.lostFound,
      cases: options.cases,
      leads: options.leads,
      recent: talk.turns,
      ...(lastPlace === null ? {} : { lastPlaceId: lastPlace.id }),
      bookings: options.bookings,
      memory: input.memory,
      forgetGuest: input.forgetGuest ?? null,
      stated: talk.stated,
      ids: options.ids,
      kioskName: options.kioskName,
      sessionId: input.sessionId,
      turn: input.turn,
      said: input.text,
      owner: input.guestRef === undefined ? { kind: 'session', id: input.sessionId } : { kind: 'guest', id: input.guestRef },
      verified: input.verified === true,
      // Each call of a turn has its own: see act.ts.
      idempotencyKey: `${input.sessionId}:${input.turn}`,
      ...(options.policy === undefined ? {} : { policy: options.policy }),
      ...(options.connected === undefined ? {} : { connected: options.connected }),
      ...(options.companion === undefined ? {} : { companion: options.companion }),
    };
  }

  return {
    async *run(input, signal): AsyncGenerator<AgentEvent> {
      dialogue ??= createDialogue(input.locale);
      options.onTurn?.(input, dialogue);
      if (know === null) {
        await input.committed;
        yield* withoutVenue(input, options);
        return;
      }
      try {
        yield* runTurn(
          input,
          dialogue,
          {
            ...options,
            know,
            speaks: options.locales?.filter((locale) => ANSWER_LOCALES.includes(locale.split('-')[0] ?? locale)) ?? ANSWER_LOCALES,
            contextFor,
          },
          signal,
        );
      } catch (error) {
        if (signal.aborted) throw error;
        log.error('agent.turn-failed', {
          error: error instanceof Error ? error.name : 'unknown',
          detail: error instanceof Error ? error.stack?.split('\n').slice(1, 4).join(' ') : '',
        });
        yield { type: 'sentence', text: translateTo(input.locale)('talk.failed') };
        yield { type: 'done', outcome: 'failed', resolution: 'failed', tools: [], planner: 'local' };
      }
    },
  };
}

function preferencesOf(stated: readonly StatedFact[], profile: GuestProfile | null): Preferences {
  const all = [...stated, ...(profile?.facts ?? [])];
  const of = (kind: StatedFact['kind']) => [...new Set(all.filter((fact) => fact.kind === kind).map((fact) => fact.value.toLowerCase()))];
  const name = all.find((fact) => fact.kind === 'name')?.value;
  return {
    diets: of('diet'),
    avoid: of('allergy'),
    stepFree: of('access').some((value) => /step|wheel|roll/.test(value)),
    ...(name === undefined ? {} : { name }),
    ...(of('answers').includes('short') || profile?.patterns.answers.includes('short') === true ? { short: true } : {}),
  };
}

/** No venue data: say so, and still get help when somebody is in danger or asked for a person. */
async function* withoutVenue(input: TurnInput, { requests, kioskName, ids }: CreateAgentOptions): AsyncGenerator<AgentEvent> {
  const t = translateTo(input.locale);
  const danger = dangerIn(tidy(input.text, input.locale).join(' '), plainWords(input.text).join(' '));
  if (danger !== null || input.source === 'help') {
    const reason = danger === null ? 'help' : danger === 'medical' ? 'medical' : danger === 'distress' ? 'distress' : 'safety';
    const row = requests.create({
      kind: `staff-${reason}`,
      title: t('request.staff', { reason }),
      detail: input.text.slice(0, 500),
      placeName: kioskName,
      createdAt: input.now.slice(0, 16),
      owner: { kind: 'session', id: input.sessionId },
      sessionId: input.sessionId,
      key: `${input.sessionId}:${input.turn}:help`,
    });
    yield { type: 'sentence', text: danger === 'distress' ? t('emergency.distress') : t('staff.calledShort') };
    const card = {
      id: ids.next(),
      kind: 'request' as const,
      requestId: row.id,
      title: row.title,
      status: row.status,
      createdAt: row.createdAt,
    };
    yield {
      type: 'cards',
      cards:
        danger === null
          ? [card]
          : [{ id: ids.next(), kind: 'emergency', title: t('emergency.title'), text: t('emergency.text'), contacts: [], steps: [] }, card],
    };
    yield { type: 'done', outcome: 'answered', resolution: 'answered', tools: [], planner: 'local' };
    return;
  }
  yield { type: 'sentence', text: t('talk.noVenue') };
  yield { type: 'chips', chips: [{ id: ids.next(), text: t('chip.staff') }] };
  yield { type: 'done', outcome: 'failed', resolution: 'failed', tools: [], planner: 'local' };
}
