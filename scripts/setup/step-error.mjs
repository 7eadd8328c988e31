/** A step that could not be done: which one, why, and what the reader can do. */
export class StepError extends Error {
  /**
   * @param {string} step what was being done: "installing the dependencies"
   * @param {string} why one or more lines
   * @param {string} remedy one sentence
   */
  constructor(step, why, remedy) {
    super(why);
    this.name = 'StepError';
    this.step = step;
    this.remedy = remedy;
  }
}

/**
 * Prints a failure for people and gives the exit code.
 * @param {unknown} error
 */
export function reportStepError(error) {
  if (error instanceof StepError) {
    console.error(`\nfoyer: failed while ${error.step}`);
    for (const line of error.message.split('\n')) console.error(`  ${line}`);
    console.error(`  remedy: ${error.remedy}`);
  } else {
    console.error(error);
  }
  return 1;
}
