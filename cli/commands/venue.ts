import type { Command } from 'commander';
import type { Manifest } from '../../native/sqlite/venue-file.ts';
import { type Common, DATA, JSON_FLAG, json, load } from '../venue/command-parts.ts';
import { registerVenueEdit } from './venue-edit.ts';

interface ImportFlags extends Common {
  readonly timezone?: string;
  readonly name?: string;
  readonly mapping?: string;
  readonly publish?: boolean;
  readonly report?: string;
}

export function registerVenue(program: Command): void {
  const venue = program
    .command('venue')
    .description("the venue's data: import, check, publish, roll back")
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- venue import ./my-venue --data .foyer --publish');

  venue
    .command('init')
    .description("writes a commented template of Foyer's own venue folder")
    .argument('<dir>', 'a new or empty folder')
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- venue init ./my-venue')
    .action(init);
  registerImport(venue);
  registerOnDraft(venue);
  registerOnVersions(venue);
  registerVenueEdit(venue);
}

function registerImport(venue: Command): void {
  venue
    .command('import')
    .description('reads files into the draft, prints findings and what would change')
    .argument('<file_or_dir...>', "folders and files: Foyer's own folder, schedule XML or JSON, CSV, XLSX, iCalendar, GeoJSON, …")
    .option(...DATA)
    .option('--timezone <tz>', 'IANA time zone, instead of the one in the files: "Europe/Berlin"')
    .option('--name <name>', 'name of the venue, instead of the one in the files')
    .option('--mapping <file>', 'what the columns of a table are, as YAML: {kind: sessions, columns: {Was: title, Wo: room}}')
    .option('--publish', 'publish it if nothing blocks')
    .option('--report <file>', 'save all findings and changes as JSON')
    .option(...JSON_FLAG)
    .addHelpText(
      'after',
      '\nExample:\n  npm run -s foyer -- venue import ./my-venue --publish --report findings.json\n  npm run -s foyer -- venue import programme.xlsx --mapping columns.yaml',
    )
    .action(runImport);
}

function registerOnDraft(venue: Command): void {
  venue
    .command('check')
    .description('prints all findings of the draft; exit code 1 when one blocks publishing')
    .option(...DATA)
    .option(...JSON_FLAG)
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- venue check')
    .action(async (flags: Common) => {
      const { host, text, out, dataDir } = await load(flags);
      const report = host.checkVenueDraft(dataDir);
      out.printResult(flags.json ? json({ blocked: report.blocked, findings: report.findings }) : text.findingsText(report.findings, true));
      if (report.blocked) process.exitCode = 1;
    });
  venue
    .command('diff')
    .description('prints what publishing the draft would change')
    .option(...DATA)
    .option(...JSON_FLAG)
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- venue diff --json')
    .action(async (flags: Common) => {
      const { host, text, out, dataDir } = await load(flags);
      const { changes } = host.checkVenueDraft(dataDir);
      out.printResult(flags.json ? json(changes) : text.changesText(changes));
    });
  venue
    .command('publish')
    .description('makes the draft what guests get')
    .option(...DATA)
    .option(...JSON_FLAG)
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- venue publish')
    .action(async (flags: Common) => {
      const { host, out, dataDir, keepVersions } = await load(flags);
      const { version } = host.publishVenue({ dataDir, keepVersions });
      out.printResult(flags.json ? json({ version }) : `Published version ${version}.`);
    });
}

function registerOnVersions(venue: Command): void {
  venue
    .command('rollback')
    .description('goes back to a version, or to the one before')
    .argument('[version]', 'as `foyer venue versions` names it')
    .option(...DATA)
    .option(...JSON_FLAG)
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- venue rollback')
    .action(async (wanted: string | undefined, flags: Common) => {
      const { host, out, dataDir } = await load(flags);
      const version = host.rollbackVenue(dataDir, wanted);
      out.printResult(flags.json ? json({ version }) : `Guests get version ${version} again.`);
    });
  venue
    .command('versions')
    .description('lists the versions, newest first')
    .option(...DATA)
    .option(...JSON_FLAG)
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- venue versions')
    .action(async (flags: Common) => {
      const { host, out, dataDir } = await load(flags);
      const versions = host.listVenueVersions(dataDir);
      if (flags.json) out.printResult(json(versions.map(withShortRecipe)));
      else if (versions.length === 0) out.printResult('No version yet: foyer venue import DIR --publish');
      else for (const version of versions) out.printResult(versionLine(version));
    });
  venue
    .command('export')
    .description('writes the published venue (the draft, or a version) as a venue folder')
    .argument('<dir>', 'a new or empty folder')
    .option(...DATA)
    .option('--draft', 'the draft instead of what is published')
    .option('--version <version>', 'this version instead')
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- venue export ./backup')
    .action(async (dir: string, flags: Common & { readonly draft?: boolean; readonly version?: string }) => {
      const { out, dataDir } = await load(flags);
      const { exportVenue } = await import('../../host/venue/folders.ts');
      const which = flags.draft === true ? 'draft' : flags.version === undefined ? 'current' : { version: flags.version };
      const files = exportVenue({ dataDir, dir, which });
      out.printResult(`Wrote ${files.length} files to ${dir}.`);
    });
}

async function init(dir: string): Promise<void> {
  const { writeTemplate } = await import('../../host/venue/folders.ts');
  const { printNote, printResult } = await import('../output.ts');
  const files = writeTemplate(dir);
  for (const file of files) printResult(file);
  printNote(`Fill them in, then: foyer venue import ${dir}`);
}

async function runImport(paths: string[], flags: ImportFlags): Promise<void> {
  const { host, text, out, dataDir, keepVersions } = await load(flags);
  const { timezone, name } = flags;
  const report = host.importVenue({
    dataDir,
    paths,
    ...(timezone === undefined ? {} : { timezone }),
    ...(name === undefined ? {} : { name }),
    ...(flags.mapping === undefined ? {} : { mappings: await mappingsIn(flags.mapping) }),
  });
  const { findings, changes, blocked } = report;
  if (flags.report !== undefined) {
    const { writeFileSync } = await import('node:fs');
    writeFileSync(flags.report, json({ blocked, findings, changes }));
  }
  const version = flags.publish === true && !blocked ? host.publishVenue({ dataDir, keepVersions }).version : undefined;
  if (flags.json) out.printResult(json({ blocked, published: version ?? null, findings, changes }));
  else out.printResult(text.reportText(report, version));
  if (flags.publish === true && blocked) process.exitCode = 1;
}

async function mappingsIn(path: string) {
  const { readMappings } = await import('../../host/venue/column-mappings.ts');
  const { readTextFile } = await import('../../host/venue/read-files.ts');
  return readMappings(path, readTextFile(path));
}

/** A recipe holds all corrections and what every edit covered; a list of versions says what it was made of. */
function withShortRecipe<T extends { readonly manifest: Manifest | null }>({ manifest, ...version }: T) {
  if (manifest === null) return { ...version, manifest };
  const { recipe, ...rest } = manifest;
  return {
    ...version,
    manifest: { ...rest, sources: recipe?.sources.map(({ name, format }) => ({ name, format })) ?? [], edits: recipe?.edits.length ?? 0 },
  };
}

function versionLine({
  version,
  current,
  manifest,
}: {
  version: string;
  current: boolean;
  manifest: { createdAt: string; createdBy: string; summary: string } | null;
}): string {
  const about =
    manifest === null
      ? 'cannot be read'
      : `${manifest.createdAt.slice(0, 16).replace('T', ' ')} UTC  ${manifest.createdBy}  ${manifest.summary}`;
  return `${current ? '*' : ' '} ${version}  ${about}`;
}
