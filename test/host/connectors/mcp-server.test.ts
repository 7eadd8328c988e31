import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { type Connectors, openConnectors } from '../../../host/connectors/open-connectors.ts';
import { createSystemClock } from '../../../host/system.ts';
import { createMcpHouse } from '../../fakes/mcp-house.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

const HOUSE = fileURLToPath(new URL('../../fakes/mcp-house.ts', import.meta.url));
const ROOM = { properties: { room: { type: 'string' } }, required: ['room'] };
const TOOLS = [
  {
    name: 'minibar_of',
    remote: 'minibar',
    description: 'What is left in a minibar.',
    effect: 'none',
    input: ROOM,
    result: { list: 'drinks', fields: { drink: 'name', left: { path: 'left', type: 'number' } } },
    say: { en: '{items}' },
    item: { en: '{left} {drink}' },
  },
  {
    name: 'minibar_env',
    remote: 'minibar',
    description: 'What it was started with.',
    effect: 'none',
    input: ROOM,
    result: { fields: { token: 'token', other: 'other' } },
    say: { en: '{token}' },
    timeoutMs: 3000,
  },
  {
    name: 'refill',
    description: 'Refills it.',
    input: ROOM,
    result: { fields: { ticket: 'ticket', key: 'key' } },
    say: { en: '{ticket}' },
  },
];
let dataDir: string;
const closing: (() => Promise<unknown>)[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-mcp-'));
  mkdirSync(join(dataDir, 'connectors'));
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  rmSync(dataDir, { recursive: true });
});

function open(server: object) {
  writeFileSync(join(dataDir, 'connectors', 'house.yaml'), stringify({ kind: 'mcp', server, tools: TOOLS }));
  const env = { HOUSE_TOKEN: 'sesame', HOUSE_OTHER: 'private' };
  const connectors: Connectors = openConnectors({
    dataDir,
    clock: createSystemClock(),
    log: createRecordingLog(),
    env,
    kioskName: 'Lobby',
  });
  closing.push(() => connectors.close());
  const run = (name: string, room: string, signal = new AbortController().signal) => {
    const tool = connectors.tools.find(({ offer }) => offer.name === name);
    if (tool === undefined) throw new Error(`no ${name}: ${connectors.problems.join()}`);
    return tool.run({ input: { room }, idempotencyKey: 'session:1:0', locale: 'en', now: '2026-05-12T10:40' }, signal);
  };
  return { connectors, run };
}

const overStdio = { command: process.execPath, args: [HOUSE], env: ['HOUSE_TOKEN'] };

async function overHttp(token = 'sesame') {
  const tokens: (string | undefined)[] = [];
  const http = createServer(async (request, response) => {
    tokens.push(request.headers['x-token'] as string | undefined);
    if (request.headers['x-token'] !== token) return void response.writeHead(401).end();
    const transport = new StreamableHTTPServerTransport({});
    await createMcpHouse().connect(transport as never);
    await transport.handleRequest(request, response);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  });
  const host = `127.0.0.1:${(http.address() as AddressInfo).port}`;
  return {
    tokens,
    server: { url: `http://${host}/mcp`, allow: [host], privateNetwork: true, headers: { 'X-Token': { env: 'HOUSE_TOKEN' } } },
  };
}

describe('an MCP server as a process', () => {
  it('runs declared tools alone, with declared variables alone, and starts again after it died', async () => {
    const { connectors, run } = open(overStdio);
    expect(connectors.tools.map(({ offer }) => offer.name)).toEqual(['minibar_of', 'minibar_env', 'refill']);
    expect(await run('minibar_of', '226')).toEqual([{ drink: 'Water', left: 2 }]);
    expect(await run('minibar_of', '300')).toEqual([]);
    expect(await run('minibar_env', '226')).toEqual([{ token: 'sesame', other: 'unset' }]);
    await expect(run('minibar_of', 'huge')).rejects.toMatchObject({ fault: 'network' });
    await expect(run('minibar_of', 'gone')).rejects.toMatchObject({ fault: 'network' });
    expect(await run('minibar_of', '226')).toHaveLength(1);
  });

  it('is a fault of the network where it cannot be started', async () => {
    const { run } = open({ command: '/nowhere/server' });
    await expect(run('refill', '226')).rejects.toMatchObject({ fault: 'network', code: 'connector-unreachable' });
  });
});

describe('an MCP server over HTTP', () => {
  it('is asked with the secret; a request has a key that tells no session', async () => {
    const { server, tokens } = await overHttp();
    const { run } = open(server);
    expect(await run('minibar_of', '226')).toEqual([{ drink: 'Water', left: 2 }]);
    const [row] = await run('refill', '226');
    expect(row).toEqual({ ticket: 'R-226', key: expect.stringMatching(/^[0-9a-f]{40}$/) });
    expect(new Set(tokens)).toEqual(new Set(['sesame']));
  });

  it('says nothing of what the server said when it fails', async () => {
    const { run } = open((await overHttp()).server);
    const error: unknown = await run('minibar_of', 'broken').catch((caught: unknown) => caught);
    expect(error).toMatchObject({ fault: 'network', code: 'connector-refused' });
    expect(String(error)).not.toContain('stack trace');
  });

  it('is not reached with a wrong secret, nor where it is not allowed', async () => {
    const { server } = await overHttp('another');
    await expect(open(server).run('refill', '226')).rejects.toMatchObject({ fault: 'network' });
    expect(open({ ...server, allow: ['mcp.example'] }).connectors.problems[0]).toContain('is not in allow');
  });
});
