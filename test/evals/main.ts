import { runSuite, type Suites } from '../support/run-suite.ts';

const HELP = `npm run eval -- SUITE [options]
  venue    [DIR|SET.jsonl] [--data DIR] [--samples DIR]    questions to the local planner: score by set and kind
  turns    [NAME] [--verbose] [--noise] turn-taking over labelled recordings made from seeds; --noise: 10 minutes without speech
  stt      [--data DIR] [--model NAME] [--recordings DIR] [--full]    word errors of each installed speech model by voice and noise
  memory   [--fit]    recall of what was said: personas (recall@5, stale leaks), dialogues beside plain BM25; --fit: fits the weights
  agent    [FILE|DIR] [--only ID,…] [--kind KIND,…] [--samples DIR] [--json FILE] [--verbose] [--held-out] [--no-voice]    conversations with a whole
           kiosk; with a model as well where FOYER_LLM_* name one
  sync     [--runs N] [--seed S] [--processes N] [--database pglite|postgres|both]    two kiosks and an endpoint, with faults, until they agree
  import   [--mutations N] | --broken PATH…   mutated files of every format; files of one's own with 1 % of the rows broken
Results on stdout, progress on stderr. Exit 1 where a suite misses its mark.`;

const SUITES: Suites = {
  agent: () => import('./agent.ts'),
  venue: () => import('./venue.ts'),
  import: () => import('./import.ts'),
  turns: () => import('./turns.ts'),
  stt: () => import('./stt.ts'),
  memory: () => import('./memory.ts'),
  sync: () => import('./sync.ts'),
};

await runSuite(SUITES, HELP, 'venue');
