import { runSuite, type Suites } from '../support/run-suite.ts';

const HELP = `npm run bench -- SUITE [options]
  voice    [--motion reduce|full|both] [--questions N] [--gap MS] [--talk questions|conversations]
                                                                      spoken in a real Chromium: what a guest waits for
  agent    [--runs N]                                                 turns of the local planner, the index, the ask command
  session  [--turns N] [--motion reduce|full]                         memory of each process over a long session (Linux)
  frames   [--seconds N] [--view NAME] [--scene NAME] [--motion full|reduce]
                                                                      frame times of the guest screens, and where the time goes
  soak     [--sessions N] [--every N]                                  guest after guest by touch and badge: memory, handles and disk (Linux)
  faults   [--only clock,kiosk,memory,network,screen,sleep,workers]   what breaks, how long, and what a guest saw (Linux)
  stt      [--runs N] [--threads N] [--model bundled|base|both] [--seconds 1,3]
                                                                      recognition by length of audio: Foyer, transformers.js, whisper.cpp
  start    [--runs N]                                                 foyer kiosk to "ready", and to hearing
  badge    [--scans N] [--facts N]                                    a badge's scan to the greeting; a camera picture's search
  memory                                                              recall of a guest with 10,000 facts, in processor time
  sync     [--kiosks 1,100,1000] [--seconds N] [--guests 1000,1000000] [--on pglite,postgres]
                                                                      the memory endpoint: load, and what a guest costs
  import   [--runs N] [PATH…]                                         import of a large programme and of ten times as much, and search
Results on stdout, progress on stderr. Nothing is asserted: the figures are those of this machine and its load.`;

const SUITES: Suites = {
  voice: () => import('./voice.ts'),
  agent: () => import('./agent.ts'),
  session: () => import('./session.ts'),
  badge: () => import('./badge.ts'),
  faults: () => import('./faults.ts'),
  frames: () => import('./frames.ts'),
  import: () => import('./import.ts'),
  soak: () => import('./soak.ts'),
  start: () => import('./start.ts'),
  stt: () => import('./stt.ts'),
  memory: () => import('./memory.ts'),
  sync: () => import('./sync.ts'),
};

await runSuite(SUITES, HELP);
