import { type Command, InvalidArgumentError } from 'commander';

interface ChannelCommandOptions {
  readonly url: string;
  readonly keyEnv: string;
  readonly port: number;
  readonly data: string;
}

/** `foyer cloud channel`: runs beside a channel's adapter. */
export function registerChannel(cloud: Command): void {
  cloud
    .command('channel')
    .description("serves a companion's memory to another channel's adapter on this machine")
    .requiredOption('--url <url>', 'the memory endpoint')
    .option('--key-env <name>', 'environment variable that holds the key of `foyer cloud channel-key`', 'FOYER_CHANNEL_KEY')
    .option('--port <n>', 'port to listen on, on this machine only; 0 for any free one', portNumber, 4330)
    .option('--data <dir>', "the channel's own folder", '.foyer-channel')
    .addHelpText('after', '\nExample:\n  FOYER_CHANNEL_KEY=… npm run -s foyer -- cloud channel --url https://memory.example --port 4330')
    .action(runChannel);
}

async function runChannel({ url, keyEnv, port, data }: ChannelCommandOptions): Promise<void> {
  const { resolve } = await import('node:path');
  const { FoyerError } = await import('../../core/contract/errors.ts');
  const { openChannel } = await import('../../host/cloud/channel/open-channel.ts');
  const { createLog } = await import('../../host/log.ts');
  const { createWordVectors } = await import('../../host/word-vectors.ts');
  const { printNote, printResult } = await import('../output.ts');
  const { serveChannel } = await import('./serve-channel.ts');
  const key = process.env[keyEnv];
  if (key === undefined || key === '') {
    const remedy = 'Put what `foyer cloud channel-key` printed there.';
    throw new FoyerError(`the environment variable ${keyEnv} is empty`, { fault: 'operator', code: 'no-channel-key', remedy });
  }
  const log = createLog({ level: process.env.FOYER_LOG_LEVEL ?? 'info' });
  const channel = await openChannel({ dataDir: resolve(data), url, key, log, vectors: createWordVectors(log) });
  const served = await serveChannel({ channel, port, token: process.env.FOYER_CHANNEL_TOKEN, log }).catch(async (error: unknown) => {
    await channel.close();
    throw error;
  });
  const stopped = new Promise<void>((done) => {
    process.once('SIGINT', () => done());
    process.once('SIGTERM', () => done());
  });
  printResult(`The channel is ready at ${served.url}`);
  if (!process.env.FOYER_CHANNEL_TOKEN) printNote(`Authorization: Bearer ${served.token}`);
  await stopped;
  await served.close();
  await channel.close();
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('a whole number from 0 to 65535');
  return port;
}
