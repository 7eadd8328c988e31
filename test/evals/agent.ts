import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Conversation, readConversations } from './agent/conversation.ts';
import { type EvalVoice, openVoice } from './agent/eval-voice.ts';
import type { ModelUnderTest } from './agent/open-kiosk.ts';
import { type PlayedConversation, passed, playConversation, speaks } from './agent/play-conversation.ts';
import { asJson, failureText, missesMark, rateTable } from './agent/report.ts';
import { openVenues } from './agent/venues.ts';

const CONVERSATIONS = join(import.meta.dirname, 'agent/conversations');

/**
 * `npm run eval -- agent [FILE|DIR] [--only ID,…] [--kind KIND,…] [--samples DIR] [--json FILE] [--verbose] [--no-voice] [--held-out]`:
 * scripted conversations with a whole kiosk. With the local planner always; again with a language model where FOYER_LLM_MODEL and
 * FOYER_LLM_BASE_URL or FOYER_LLM_API_KEY are set.
 */
export async function run(args: readonly string[]): Promise<void> {
  const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const taken = new Set(['--only', '--kind', '--samples', '--json'].map(option));
  const path = args.find((arg) => !arg.startsWith('--') && !taken.has(arg)) ?? CONVERSATIONS;
  const chosen = choose(readConversations(path), {
    only: option('--only')?.split(','),
    kinds: option('--kind')?.split(','),
    heldOut: args.includes('--held-out'),
    noVoice: args.includes('--no-voice'),
  });
  const venues = openVenues(option('--samples'));
  const voice: Promise<EvalVoice>[] = [];
  const openOnce = () => {
    if (voice.length === 0) voice.push(openVoice());
    return voice[0] as Promise<EvalVoice>;
  };
  try {
    const all: PlayedConversation[] = [];
    for (const model of [null, modelOf(process.env)].slice(0, modelOf(process.env) === null ? 1 : 2)) {
      for (const conversation of chosen.filter((one) => model === null || one.llm === undefined)) {
        const played = await playConversation(conversation, { venues, model, voice: openOnce });
        all.push(played);
        if (!passed(played) || args.includes('--verbose')) console.log(failureText(played));
      }
    }
    console.log(rateTable(all));
    const json = option('--json');
    if (json !== undefined) writeFileSync(json, asJson(all));
    process.exitCode = missesMark(all) ? 1 : 0;
  } finally {
    venues.close();
    for (const opened of voice) await (await opened).close();
  }
}

function choose(
  all: readonly Conversation[],
  { only, kinds, heldOut, noVoice }: { only: string[] | undefined; kinds: string[] | undefined; heldOut: boolean; noVoice: boolean },
): Conversation[] {
  return all.filter(
    (one) =>
      (only === undefined || only.includes(one.id)) &&
      (kinds === undefined || kinds.includes(one.kind)) &&
      (!heldOut || one.heldOut) &&
      (!noVoice || !speaks(one)),
  );
}

/** The model to test, from the same variables as a kiosk reads. */
function modelOf(env: NodeJS.ProcessEnv): ModelUnderTest | null {
  const { FOYER_LLM_BASE_URL: baseUrl, FOYER_LLM_MODEL: model, FOYER_LLM_API_KEY: key } = env;
  if (!model || (!baseUrl && !key)) return null;
  return { model, ...(baseUrl ? { baseUrl } : {}) };
}
