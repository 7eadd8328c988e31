import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './setup/dependencies.mjs';
import { runCommand, tail } from './setup/run-command.mjs';
import { StepError } from './setup/step-error.mjs';

const STEP = 'writing the licences and the bill of materials';

/**
 * Writes what travels with a package into dist/papers: LICENCES.txt, the licence text of everything that is bundled, and
 * sbom.cdx.json, a CycloneDX bill of materials. The same lock file gives the same bytes.
 * @param {string} root
 * @returns {Promise<string>} the folder
 */
export async function writePapers(root) {
  const folder = join(root, 'dist/papers');
  mkdirSync(folder, { recursive: true });
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  writeFileSync(join(folder, 'LICENCES.txt'), licences(root, lock));
  writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify(await billOfMaterials(root, lock), null, 2)}\n`);
  return folder;
}

function licences(root, lock) {
  const parts = [readFileSync(join(root, 'NOTICE'), 'utf8')];
  const without = [];
  for (const [path, entry] of Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1))) {
    // An optional package of another platform is not here, and not bundled.
    if (path === '' || entry.dev === true || entry.devOptional === true || !existsSync(join(root, path))) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const texts = licenceTexts(join(root, path));
    const declared = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')).license ?? entry.license;
    if (texts.length === 0 && declared === undefined) without.push(name);
    parts.push([`${name} ${entry.version} (${declared ?? 'see its text'})`, ...texts].join('\n\n'));
  }
  if (without.length > 0)
    throw new StepError(
      STEP,
      `No licence is known of ${without.join(', ')}.`,
      'Find out, or use another package; nothing goes out unlicensed.',
    );
  return `${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

function licenceTexts(folder) {
  return readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)([.-].*)?$/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
}

async function billOfMaterials(root, lock) {
  const { command, args } = npm(['sbom', '--omit=dev', '--sbom-format=cyclonedx', '--package-lock-only', '--loglevel=error']);
  const result = await runCommand(command, args, { cwd: root, keep: 10_000_000 });
  const begins = result.output.indexOf('{');
  if (result.code !== 0 || begins === -1) throw new StepError(STEP, tail(result.output), 'Run npm sbom by hand to see why.');
  const bill = JSON.parse(result.output.slice(begins, result.output.lastIndexOf('}') + 1));
  // npm names the project after its folder, and stamps time and chance on it.
  bill.metadata.component.name = lock.name;
  delete bill.metadata.timestamp;
  const digest = createHash('sha256').update(JSON.stringify(lock)).digest('hex');
  bill.serialNumber = `urn:uuid:${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
  return bill;
}
