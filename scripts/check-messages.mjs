import { fileURLToPath } from 'node:url';
import { catalogueFaults } from './check/catalogues.mjs';
import { guestTextFaults, sideFaults } from './check/guest-text.mjs';

/** `node scripts/check-messages.mjs`: the message catalogues are whole, guest screens have no words of their own and no sides by name. */
const root = fileURLToPath(new URL('..', import.meta.url));
const faults = [...catalogueFaults(root), ...guestTextFaults(root), ...sideFaults(root)];
for (const fault of faults) console.error(fault);
if (faults.length > 0) {
  console.error(`${faults.length} ${faults.length === 1 ? 'message is' : 'messages are'} not right; see docs/languages.md`);
  process.exitCode = 1;
}
