import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FleetCommand, type HeartbeatRequest, heartbeatRequestSchema, type UpdatePlan } from '../../../core/contract/fleet.ts';
import type { FleetKey, SignedConfig } from '../../../core/contract/fleet-config.ts';
import { prepareIdentity } from '../../../host/cloud/device-identity.ts';
import { pinFleetKey } from '../../../host/fleet/fleet-key.ts';

export const DEVICE = '0190a5d2-7c3e-4b1a-8f00-0000000000aa';

export interface FleetServer {
  readonly url: string;
  readonly beats: HeartbeatRequest[];
  /** Every body that came, as it came. */
  readonly bodies: string[];
  readonly logs: Buffer[];
  /** What the next answers hold. */
  next: { config: SignedConfig | null; commands: FleetCommand[]; updates: UpdatePlan | null; serverMs?: number; down?: boolean };
  signed(version: number, config: object): SignedConfig;
  /** Writes what an enrolment leaves in a kiosk's folder. */
  enrol(dataDir: string): void;
  /** The first heartbeat from now on that is like that. */
  beat(isIt?: (request: HeartbeatRequest) => boolean): Promise<HeartbeatRequest>;
  close(): Promise<void>;
}

/** A fleet's endpoint as a kiosk sees it, which lets anybody in; what it is told must be of the contract. */
export async function startFleetServer(): Promise<FleetServer> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const x = publicKey.export({ format: 'jwk' }).x ?? '';
  const key: FleetKey = { publicKey: x, keyId: createHash('sha256').update(Buffer.from(x, 'base64url')).digest('base64url').slice(0, 16) };
  const waiting = new Set<(request: HeartbeatRequest) => void>();
  const answers: Record<string, (body: string) => object> = {
    '/v1/challenge': () => ({ challenge: 'c'.repeat(40) }),
    '/v1/token': () => ({ token: 't'.repeat(40), expiresInMs: 900_000 }),
    '/v1/fleet/key': () => key,
    '/v1/fleet/heartbeat'(body) {
      const request = heartbeatRequestSchema.parse(JSON.parse(body));
      server.beats.push(request);
      for (const tell of [...waiting]) tell(request);
      const { config, commands, updates, serverMs = Date.now() } = server.next;
      const newer = config !== null && JSON.parse(config.payload).version > request.heartbeat.configVersion;
      const known = request.heartbeat.configFailed?.version;
      return {
        config: newer && JSON.parse(config.payload).version !== known ? config : null,
        ...{ commands, updates, serverTime: new Date(serverMs).toISOString(), nextInMs: 1000 },
      };
    },
    '/v1/fleet/logs'(body) {
      server.logs.push(Buffer.from((JSON.parse(body) as { bundle: string }).bundle, 'base64'));
      return { status: 'kept' };
    },
  };
  const http = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    server.bodies.push(body);
    const answer = server.next.down === true ? undefined : answers[new URL(request.url ?? '', 'http://x').pathname];
    // What is not of the fleet (the memory's sync) is not here.
    if (answer === undefined) return void response.writeHead(503).end('{}');
    try {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer(body)));
    } catch (error) {
      response.writeHead(400).end(JSON.stringify({ code: 'bad-request', message: String(error) }));
    }
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const server: FleetServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`,
    ...{ beats: [], bodies: [], logs: [], next: { config: null, commands: [], updates: null } },
    signed(version, config) {
      const payload = JSON.stringify({ version, tenant: 'demo', kiosk: DEVICE, issuedAt: new Date().toISOString(), config });
      return { payload, keyId: key.keyId, signature: sign(null, Buffer.from(payload), privateKey).toString('base64url') };
    },
    enrol(dataDir) {
      prepareIdentity(dataDir, 'demo').confirm(DEVICE);
      pinFleetKey(dataDir, DEVICE, key);
    },
    beat: (isIt = () => true) =>
      new Promise((resolve) => {
        const look = (request: HeartbeatRequest) => {
          if (!isIt(request)) return;
          waiting.delete(look);
          resolve(request);
        };
        waiting.add(look);
      }),
    close: () =>
      new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return server;
}
