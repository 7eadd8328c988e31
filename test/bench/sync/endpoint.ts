/** The endpoint as a process of its own for `npm run bench -- sync`. Arguments: data directory, database ("": embedded). */
import { serveCloud } from '../../../cli/cloud/serve-cloud.ts';
import { createLog } from '../../../host/log.ts';

const [dataDir = '', database = ''] = process.argv.slice(2);
const unlimited = { perClient: 1e9, perTenant: 1e9, perAddress: 1e9, guesses: 1e9 };
const cloud = await serveCloud({
  dataDir,
  port: 0,
  ...(database !== '' && { database }),
  limits: unlimited,
  log: createLog({ level: 'silent' }),
});
process.once('SIGTERM', () => void cloud.close());
process.stdout.write(`${cloud.url}\n`);
