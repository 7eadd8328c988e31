import './compile-cache.ts';
import { Command, CommanderError } from 'commander';
import { registerAsk } from './commands/ask.ts';
import { registerBadge } from './commands/badge.ts';
import { registerCloud } from './commands/cloud.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerKiosk } from './commands/kiosk.ts';
import { registerMemory } from './commands/memory.ts';
import { registerModels } from './commands/models.ts';
import { registerSay } from './commands/say.ts';
import { registerScreen } from './commands/screen.ts';
import { registerSupportBundle } from './commands/support-bundle.ts';
import { registerTheme } from './commands/theme.ts';
import { registerTrace } from './commands/trace.ts';
import { registerTranscribe } from './commands/transcribe.ts';
import { registerVenue } from './commands/venue.ts';
import { reportFailure } from './output.ts';

/**
 * The foyer command. Each file in commands/ adds its command with `register(program)`; the files
 * import commander alone at the top and the engines inside the action, so `--help` stays instant.
 */
const program = new Command('foyer')
  .description('Foyer, the concierge kiosk: for staff and operators')
  .exitOverride()
  .showHelpAfterError('(add --help for the options and an example)');

registerAsk(program);
registerBadge(program);
registerCloud(program);
registerDoctor(program);
registerKiosk(program);
registerMemory(program);
registerModels(program);
registerSay(program);
registerScreen(program);
registerSupportBundle(program);
registerTheme(program);
registerTrace(program);
registerTranscribe(program);
registerVenue(program);

try {
  await program.parseAsync();
} catch (error) {
  // commander has already printed what was wrong; 2 is "wrong usage", 0 is --help.
  process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 2) : reportFailure(error);
}
