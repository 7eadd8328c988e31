import { reportFailure } from '../../cli/output.ts';

/** A suite's file, loaded only when it is asked for. */
export type Suites = Readonly<Record<string, () => Promise<{ run(args: readonly string[]): Promise<void> }>>>;

/** Runs the suite that the command line names; its help, and exit code 2, where it names none. */
export async function runSuite(suites: Suites, help: string, byDefault = ''): Promise<void> {
  const [name = byDefault, ...args] = process.argv.slice(2);
  const suite = suites[name];
  if (suite === undefined || args.includes('--help')) {
    process.stderr.write(`${help}\n`);
    process.exitCode = name === '--help' || args.includes('--help') ? 0 : 2;
    return;
  }
  try {
    await (await suite()).run(args);
  } catch (error) {
    process.exitCode = reportFailure(error);
  }
}
