import { z } from 'zod';
import { heartbeatAnswerSchema, heartbeatRequestSchema, logsAnswerSchema, logsRequestSchema } from '../../core/contract/fleet.ts';
import { fleetKeySchema } from '../../core/contract/fleet-config.ts';
import type { CloudDatabase } from '../database.ts';
import { FileAnswer, fileAnswerSchema } from '../http/file-answer.ts';
import { HttpRefusal } from '../http/refusal.ts';
import { KIOSKS, noInput, type Route, route } from '../http/route.ts';
import type { Artefacts } from './artefacts.ts';
import { type BundleDeps, keepBundle } from './bundles.ts';
import { groupOf } from './groups.ts';
import { type HeartbeatDeps, takeHeartbeat } from './heartbeats.ts';
import { currentReleases, type ReleaseFile } from './releases.ts';

export interface DeviceRouteDeps extends HeartbeatDeps, BundleDeps {
  readonly artefacts: Artefacts;
}

/** Each for the kiosk whose token it is, and about no other. Static tokens name no kiosk: they get the key alone. */
export function deviceRoutes(deps: DeviceRouteDeps): Route[] {
  const { signer, db, artefacts } = deps;
  return [
    route({
      method: 'POST',
      path: '/v1/fleet/heartbeat',
      summary: 'What a kiosk tells of itself and has counted; answered with what it is to do. Safe to send again.',
      who: ['device'],
      input: heartbeatRequestSchema,
      output: heartbeatAnswerSchema,
      handle: (request, { id }) => takeHeartbeat(deps, id, request),
    }),
    route({
      method: 'GET',
      path: '/v1/fleet/key',
      summary: 'By which kiosks that enrolled before there was one know configurations. They take it once.',
      who: KIOSKS,
      input: noInput,
      output: fleetKeySchema,
      handle: () => signer.key,
    }),
    route({
      method: 'POST',
      path: '/v1/fleet/logs',
      summary: 'The bundle that a pull-logs command asked this kiosk for.',
      who: ['device'],
      input: logsRequestSchema,
      output: logsAnswerSchema,
      async handle(request, { id }) {
        await keepBundle(deps, id, request);
        return { status: 'kept' as const };
      },
    }),
    route({
      method: 'GET',
      path: '/v1/fleet/artefact',
      summary: "A file of what the kiosk's channel gives now. Ranges can be asked for.",
      who: ['device'],
      input: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
      output: fileAnswerSchema,
      handle: async ({ sha256 }, { tenant, id }) =>
        toAnswer(
          artefacts,
          (await filesFor(db, tenant, id)).find((file) => file.sha256 === sha256),
        ),
    }),
    route({
      method: 'GET',
      path: '/v1/fleet/app/:channel/:file',
      summary: "A file of the channel's program, by name, as electron-updater's generic provider asks. Ranges can be asked for.",
      who: ['device'],
      input: z.strictObject({ channel: z.string().max(40), file: z.string().max(120), noCache: z.string().max(40).optional() }),
      output: fileAnswerSchema,
      handle: async ({ channel, file }, { tenant, id }) =>
        toAnswer(
          artefacts,
          (await filesFor(db, tenant, id, channel)).find(({ name }) => name === file),
        ),
    }),
  ];
}

/** @param appOf only the program's, and only when that is the kiosk's channel */
async function filesFor(db: CloudDatabase, tenant: string, device: string, appOf?: string): Promise<ReleaseFile[]> {
  return db.asTenant(tenant, async (tx) => {
    const [row] = await tx.query('SELECT group_id FROM fleet_kiosks WHERE tenant = $1 AND device_id = $2', [tenant, device]);
    const { channel } = await groupOf(tx, tenant, typeof row?.group_id === 'string' ? row.group_id : null);
    const { app, model, venue } = await currentReleases(tx, tenant, channel);
    if (appOf !== undefined) return appOf === channel ? (app?.files ?? []) : [];
    return [app, model, venue].flatMap((release) => release?.files ?? []);
  });
}

function toAnswer(artefacts: Artefacts, file: ReleaseFile | undefined): FileAnswer {
  const found = file === undefined ? null : artefacts.find(file.sha256);
  if (file === undefined || found === null) throw new HttpRefusal(404, 'no-such-file', "This kiosk's channel does not give such a file.");
  return new FileAnswer({ ...found, sha256: file.sha256 });
}
