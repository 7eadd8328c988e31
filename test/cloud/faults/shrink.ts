import type { RunOptions, RunResult } from './fault-run.ts';
import { runWithFaults } from './fault-run.ts';

/** The shortest beginning of a run that still goes wrong, found by halving; what a run does in a step does not depend on how many follow. */
export async function shrink(failed: RunResult, options: RunOptions): Promise<RunResult> {
  let shortest = failed;
  let fine = 0;
  while (shortest.steps - fine > 1) {
    const steps = Math.floor((fine + shortest.steps) / 2);
    const result = await runWithFaults({ ...options, steps });
    if (result.violations.length > 0) shortest = result;
    else fine = steps;
  }
  return shortest;
}

/** For whoever has to find out why. */
export function describeFailure({ seed, steps, violations, lines }: RunResult): string {
  return [`seed ${seed}, in ${steps} steps:`, ...violations.map((one) => `  ${one}`), ...lines.map((line) => `    ${line}`)].join('\n');
}
