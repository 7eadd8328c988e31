import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { UpdatePlan } from '../../core/contract/fleet.ts';
import type { ReleaseKind, ReleaseView } from '../../core/contract/operator-api.ts';
import { releaseKindSchema } from '../../core/contract/operator-api.ts';
import type { Queries, Row, TenantDatabase } from '../database.ts';
import { HttpRefusal } from '../http/refusal.ts';
import type { Artefacts } from './artefacts.ts';

const fileSchema = z.strictObject({
  /** As a kiosk asks for it; never a path. */
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._+-]{0,119}$/, 'the name of a file'),
  bytes: z.number().int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
const filesSchema = z.array(fileSchema).min(1).max(40);
export type ReleaseFile = z.infer<typeof fileSchema>;

/** What `foyer cloud release` asks for, once the files are with the endpoint. */
export const releaseInputSchema = z
  .strictObject({
    kind: releaseKindSchema,
    channel: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and dashes'),
    /** Of a model, as `hearing.model` has it. */
    name: z.string().max(120).default(''),
    version: z.string().min(1).max(80),
    files: filesSchema,
  })
  .refine(({ kind, files }) => kind === 'app' || files.length === 1, { path: ['files'], message: 'a model or venue is one file' })
  .refine(({ kind, name }) => kind !== 'model' || name !== '', { path: ['name'], message: 'a model has a name' })
  .refine(({ kind, version }) => kind !== 'app' || version.length <= 40, { path: ['version'], message: '40 characters at most' });
export type ReleaseInput = z.infer<typeof releaseInputSchema>;

export interface Author {
  readonly by: string;
  readonly nowMs: number;
}

/** @throws HttpRefusal 400 "no-such-file" */
export async function publish(
  db: TenantDatabase,
  artefacts: Artefacts,
  tenant: string,
  { kind, channel, name, version, files }: ReleaseInput,
  { by, nowMs }: Author,
): Promise<string> {
  for (const file of files)
    if (artefacts.find(file.sha256)?.bytes !== file.bytes)
      throw new HttpRefusal(400, 'no-such-file', `The endpoint does not have "${file.name}" (${file.sha256}).`);
  const id = randomUUID();
  await db.asTenant(tenant, (tx) =>
    tx.query(
      `INSERT INTO fleet_releases (tenant, release_id, kind, channel, name, version, files, published_ms, made_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [tenant, id, kind, channel, name, version, JSON.stringify(files), nowMs, by],
    ),
  );
  return id;
}

/** Newest first. */
export async function listReleases(db: TenantDatabase, tenant: string): Promise<ReleaseView[]> {
  return db.asTenant(tenant, (tx) => releasesOf(tx, tenant));
}

/** Newest first. */
export async function releasesOf(tx: Queries, tenant: string): Promise<ReleaseView[]> {
  const rows = await tx.query('SELECT * FROM fleet_releases WHERE tenant = $1 ORDER BY published_ms DESC, release_id', [tenant]);
  const current = new Set<string>();
  return rows.map((row) => {
    const release = toRelease(row);
    const place = `${release.kind} ${release.channel}`;
    const isCurrent = release.withdrawnAt === null && !current.has(place);
    if (isCurrent) current.add(place);
    return { ...release, current: isCurrent };
  });
}

/** The same files in another channel; what was withdrawn goes nowhere any more. @throws HttpRefusal 404 */
export async function promote(
  db: TenantDatabase,
  tenant: string,
  release: string,
  channel: string,
  { by, nowMs }: Author,
): Promise<ReleaseView> {
  return db.asTenant(tenant, async (tx) => {
    const [row] = await tx.query(
      `INSERT INTO fleet_releases (tenant, release_id, kind, channel, name, version, files, published_ms, made_by)
       SELECT tenant, $3, kind, $4, name, version, files, $5::bigint, $6 FROM fleet_releases
       WHERE tenant = $1 AND release_id = $2 AND withdrawn_ms IS NULL RETURNING *`,
      [tenant, release, randomUUID(), channel, nowMs, by],
    );
    if (row === undefined) throw noSuchRelease();
    return { ...toRelease(row), current: true };
  });
}

/** The channel gives the one before it. @throws HttpRefusal 404 */
export async function withdraw(db: TenantDatabase, tenant: string, release: string, nowMs: number): Promise<ReleaseView> {
  const [row] = await db.asTenant(tenant, (tx) =>
    tx.query('UPDATE fleet_releases SET withdrawn_ms = coalesce(withdrawn_ms, $3) WHERE tenant = $1 AND release_id = $2 RETURNING *', [
      tenant,
      release,
      nowMs,
    ]),
  );
  if (row === undefined) throw noSuchRelease();
  return { ...toRelease(row), current: false };
}

export type Current = Partial<Record<ReleaseKind, Omit<ReleaseView, 'current'>>>;

/** What a channel gives now, of each kind. */
export async function currentReleases(tx: Queries, tenant: string, channel: string): Promise<Current> {
  const rows = await tx.query(
    `SELECT DISTINCT ON (kind) * FROM fleet_releases WHERE tenant = $1 AND channel = $2 AND withdrawn_ms IS NULL
     ORDER BY kind, published_ms DESC, release_id`,
    [tenant, channel],
  );
  return Object.fromEntries(rows.map((row) => [String(row.kind), toRelease(row)]));
}

/** A channel's own file of a release, as electron-updater's generic provider asks for it: `stable-linux.yml`, `beta-mac.yml`, `stable.yml`. */
const CHANNEL_FILE = /^[a-z0-9][a-z0-9-]*?(-linux(?:-[a-z0-9]+)?\.yml|-mac\.yml|\.yml)$/;

/**
 * A file of the channel's program by name. Which channel a release was built for does not matter: it is promoted as it is, and
 * `beta-linux.yml` is what stands in for `stable-linux.yml`.
 */
export function appFile({ app }: Current, channel: string, name: string): ReleaseFile | undefined {
  const files = app?.files ?? [];
  const kindOf = (file: string) => CHANNEL_FILE.exec(file)?.[1];
  const asked = name.startsWith(channel) ? kindOf(name) : undefined;
  return files.find((file) => file.name === name) ?? (asked === undefined ? undefined : files.find((file) => kindOf(file.name) === asked));
}

/** null: the channel gives nothing. URLs are relative to the endpoint's. */
export function toPlan({ app, model, venue }: Current, channel: string, window: UpdatePlan['window']): UpdatePlan | null {
  const artefact = (release: Current['app']) => {
    const [file] = release?.files ?? [];
    return file === undefined ? null : { url: `v1/fleet/artefact?sha256=${file.sha256}`, sha256: file.sha256, bytes: file.bytes };
  };
  const [modelFile, venueFile] = [artefact(model), artefact(venue)];
  if (app === undefined && modelFile === null && venueFile === null) return null;
  return {
    ...(app && { app: { channel, version: app.version, url: `v1/fleet/app/${channel}/` } }),
    ...(model && modelFile && { model: { name: model.name, ...modelFile } }),
    ...(venue && venueFile && { venue: { version: venue.version, ...venueFile } }),
    window,
  };
}

function toRelease(row: Row): Omit<ReleaseView, 'current'> {
  return {
    id: String(row.release_id),
    kind: releaseKindSchema.parse(row.kind),
    channel: String(row.channel),
    name: String(row.name),
    version: String(row.version),
    files: filesSchema.parse(JSON.parse(String(row.files))),
    publishedAt: new Date(Number(row.published_ms)).toISOString(),
    by: String(row.made_by),
    withdrawnAt: row.withdrawn_ms === null ? null : new Date(Number(row.withdrawn_ms)).toISOString(),
  };
}

function noSuchRelease(): HttpRefusal {
  return new HttpRefusal(404, 'no-such-release', 'There is no such release.');
}
