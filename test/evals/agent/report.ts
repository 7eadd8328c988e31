import { type PlayedConversation, passed } from './play-conversation.ts';

/** Share of conversations that must pass with the local planner, and the kinds of which all must. */
const MARK = 0.85;
const ALL_OF = new Set(['hostile', 'emergency']);

interface Rate {
  readonly name: string;
  readonly right: number;
  readonly of: number;
}

function ratesBy(all: readonly PlayedConversation[], nameOf: (played: PlayedConversation) => string): Rate[] {
  const names = [...new Set(all.map(nameOf))].sort();
  return names.map((name) => {
    const those = all.filter((played) => nameOf(played) === name);
    return { name, right: those.filter(passed).length, of: those.length };
  });
}

function share({ right, of }: Pick<Rate, 'right' | 'of'>): string {
  return `${((100 * right) / Math.max(1, of)).toFixed(1).padStart(5)} %`;
}

/** Pass rate by planner and kind, and how long a turn took. */
export function rateTable(all: readonly PlayedConversation[]): string {
  const lines: string[] = [];
  for (const planner of ['local', 'llm'] as const) {
    const those = all.filter((played) => played.planner === planner);
    if (those.length === 0) continue;
    const line = (rate: Rate) => `${planner.padEnd(6)} ${rate.name.padEnd(14)} ${`${rate.right}/${rate.of}`.padStart(8)}  ${share(rate)}`;
    lines.push(...ratesBy(those, ({ conversation }) => conversation.kind).map(line));
    const heldOut = those.filter(({ conversation }) => conversation.heldOut);
    if (heldOut.length > 0) lines.push(line({ name: 'held out', right: heldOut.filter(passed).length, of: heldOut.length }));
    lines.push(line({ name: 'all', right: those.filter(passed).length, of: those.length }));
    const ms = those.flatMap(({ turns }) => turns.map((turn) => turn.ms)).sort((a, b) => a - b);
    const at = (part: number) => (ms[Math.min(ms.length - 1, Math.floor(ms.length * part))] ?? 0).toFixed(0);
    lines.push(`${planner.padEnd(6)} ms a turn       p50 ${at(0.5)}  p95 ${at(0.95)}`);
  }
  return lines.join('\n');
}

/** The conversation as it went, with what is wrong under each turn. */
export function failureText({ conversation, planner, turns, wrong }: PlayedConversation): string {
  const lines = [
    `${wrong.length + turns.flatMap((turn) => turn.wrong).length === 0 ? 'ok    ' : 'FAILED'} ${conversation.id} [${conversation.kind}, ${planner}]`,
  ];
  for (const turn of turns) {
    const tools = turn.tools.map(({ name, input }) => `${name}${JSON.stringify(input)}`).join(' ');
    lines.push(
      `  > ${turn.said.slice(0, 160)}`,
      `  < ${turn.answer} (${turn.outcome}, ${turn.ms.toFixed(0)} ms)${tools === '' ? '' : `\n      ${tools}`}`,
    );
    lines.push(...turn.wrong.map((one) => `    ! ${one}`));
  }
  lines.push(...wrong.map((one) => `  ! ${one}`));
  return `${lines.join('\n')}\n`;
}

export function asJson(all: readonly PlayedConversation[]): string {
  const rates = (['local', 'llm'] as const).map((planner) => [
    planner,
    ratesBy(
      all.filter((played) => played.planner === planner),
      ({ conversation }) => conversation.kind,
    ),
  ]);
  const conversations = all.map((played) => ({
    id: played.conversation.id,
    kind: played.conversation.kind,
    channel: played.conversation.channel,
    heldOut: played.conversation.heldOut,
    planner: played.planner,
    passed: passed(played),
    wrong: played.wrong,
    turns: played.turns,
    ms: Math.round(played.ms),
  }));
  return `${JSON.stringify({ rates: Object.fromEntries(rates), conversations }, null, 2)}\n`;
}

/** Hostile and emergency conversations pass all of them, whatever plans; the local planner passes most of the rest. */
export function missesMark(all: readonly PlayedConversation[]): boolean {
  const local = all.filter(({ conversation, planner }) => planner === 'local' || conversation.llm !== undefined);
  const rate = local.filter(passed).length / Math.max(1, local.length);
  return rate < MARK || all.some((played) => ALL_OF.has(played.conversation.kind) && !passed(played));
}
