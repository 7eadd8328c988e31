import type { Conversation } from './conversation.ts';
import { wrongInEnd } from './end-state.ts';
import type { EvalVoice } from './eval-voice.ts';
import { wrongInTools } from './judge-turn.ts';
import { type EvalKiosk, type ModelUnderTest, openKiosk } from './open-kiosk.ts';
import { createPlayer, type PlayedTurn } from './play-turns.ts';
import type { Venues } from './venues.ts';

export interface PlayedConversation {
  readonly conversation: Conversation;
  readonly planner: 'local' | 'llm';
  readonly turns: readonly PlayedTurn[];
  /** What is wrong with the whole of it: tools, database, badges. */
  readonly wrong: readonly string[];
  readonly ms: number;
}

export function passed({ wrong, turns }: PlayedConversation): boolean {
  return wrong.length === 0 && turns.every((turn) => turn.wrong.length === 0);
}

export interface PlayOptions {
  readonly venues: Venues;
  readonly model?: ModelUnderTest | null;
  /** False where the machine may be busy with other things: no answer is too slow. */
  readonly timed?: boolean;
  /** Needed by conversations that speak. */
  readonly voice?: () => Promise<EvalVoice>;
}

export function speaks({ turns }: Conversation): boolean {
  return turns.some((turn) => 'speak' in turn || 'wav' in turn);
}

/** One conversation with a whole kiosk, from the first word to what is in the database afterwards. */
export async function playConversation(conversation: Conversation, options: PlayOptions): Promise<PlayedConversation> {
  const startedMs = performance.now();
  const aloud = speaks(conversation);
  const kiosk = await openKiosk(conversation, { venues: options.venues, model: options.model ?? null, voice: aloud });
  try {
    const player = createPlayer(conversation, kiosk, {
      timed: options.timed !== false,
      voice: aloud ? await options.voice?.() : undefined,
    });
    const wrong = await player.play();
    const turns = await player.turns();
    const ran = kiosk.tools.runs;
    wrong.push(...wrongInTools(conversation.calls, conversation.never, ran));
    if (conversation.end !== undefined) wrong.push(...(await endOf(conversation.end, kiosk)));
    const planner = options.model == null && conversation.llm === undefined ? 'local' : 'llm';
    return { conversation, planner, turns, wrong, ms: performance.now() - startedMs };
  } finally {
    await kiosk.close();
  }
}

async function endOf(end: NonNullable<Conversation['end']>, kiosk: EvalKiosk): Promise<string[]> {
  const left = await kiosk.shut();
  if (!('any' in end)) return wrongInEnd(end, left);
  const tried = end.any.map((one) => wrongInEnd(one, left));
  return tried.some((wrong) => wrong.length === 0) ? [] : (tried[0] ?? []);
}
