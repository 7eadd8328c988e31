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
import { appFile, type Current, currentReleases, type ReleaseFile } from './releases.ts';

export type DeviceRouteDeps = HeartbeatDeps & BundleDeps & { readonly artefacts: Artefacts };

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
      handle: async ({ sha256 }, { tenant, id }) => {
        const { app, model, venue } = (await givenTo(db, tenant, id)).releases;
        const files = [app, model, venue].flatMap((release) => release?.files ?? []);
        return toAnswer(
          artefacts,
          files.find((file) => file.sha256 === sha256),
        );
      },
    }),
    route({
      method: 'GET',
      path: '/v1/fleet/app/:channel/:file',
      summary: "A file of the channel's program, by name, as electron-updater's generic provider asks. Ranges can be asked for.",
      who: ['device'],
      // electron-updater adds parameters of its own.
      input: z.object({ channel: z.string().max(40), file: z.string().max(120) }),
      output: fileAnswerSchema,
      handle: async ({ channel, file }, { tenant, id }) => {
        const given = await givenTo(db, tenant, id);
        return toAnswer(artefacts, given.channel === channel ? appFile(given.releases, channel, file) : undefined);
      },
    }),
  ];
}

/** What the kiosk's own channel gives now. */
async function givenTo(db: CloudDatabase, tenant: string, device: string): Promise<{ channel: string; releases: Current }> {
  return db.asTenant(tenant, async (tx) => {
    const [row] = await tx.query('SELECT group_id FROM fleet_kiosks WHERE tenant = $1 AND device_id = $2', [tenant, device]);
    const { channel } = await groupOf(tx, tenant, typeof row?.group_id === 'string' ? row.group_id : null);
    return { channel, releases: await currentReleases(tx, tenant, channel) };
  });
}

function toAnswer(artefacts: Artefacts, file: ReleaseFile | undefined): FileAnswer {
  const found = file === undefined ? null : artefacts.find(file.sha256);
  if (file === undefined || found === null) throw new HttpRefusal(404, 'no-such-file', "This kiosk's channel does not give such a file.");
  return new FileAnswer({ ...found, sha256: file.sha256 });
}
