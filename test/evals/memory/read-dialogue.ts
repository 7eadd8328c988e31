import type { BenchLine } from '../../../cli/memory/bench-file.ts';

/**
 * A dialogue as one writes it:
 *
 *   # name
 *   ## S1 2023-01-14T11:20
 *   Ana: what she said
 *   [a1] Bo: what he said, marked because a question's evidence is here
 *   ?? kind | question | a1,a2
 *
 * Turns are named D1:1, D1:2, … by session and place, as in public benchmarks.
 */
export function readDialogue(text: string): BenchLine & { readonly id: string } {
  let id = '';
  const sessions: BenchLine['sessions'] = [];
  const questions: BenchLine['questions'] = [];
  const marked = new Map<string, string>();
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const [, session, time] = /^## (\S+) (\S+)$/.exec(line) ?? [];
    const [, mark, role, said] = /^(?:\[(\w+)\] )?([^:|]+): (.+)$/.exec(line) ?? [];
    if (line.startsWith('# ')) id = line.slice(2);
    else if (session !== undefined) sessions.push({ id: session, time, turns: [] });
    else if (line.startsWith('?? ')) {
      const [kind = '', question = '', marks = ''] = line.slice(3).split(' | ');
      questions.push({ kind, question, evidence: marks.split(',').map((each) => known(marked, each.trim(), line)) });
    } else if (role !== undefined && said !== undefined) {
      const turns = sessions.at(-1)?.turns ?? [];
      const turnId = `D${sessions.length}:${turns.length + 1}`;
      if (mark !== undefined) marked.set(mark, turnId);
      turns.push({ id: turnId, role, text: said });
    } else throw new Error(`neither turn nor question: ${line}`);
  }
  return { id, sessions, questions };
}

function known(marked: ReadonlyMap<string, string>, mark: string, line: string): string {
  const id = marked.get(mark);
  if (id === undefined) throw new Error(`no turn is marked ${mark}: ${line}`);
  return id;
}
