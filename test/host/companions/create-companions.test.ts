import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configSchema } from '../../../core/contract/index.ts';
import { isToolName } from '../../../core/tools/registry.ts';
import { createCompanions } from '../../../host/companions/create-companions.ts';
import { withCompanion } from '../../../host/companions/with-companion.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

let dataDir: string;
let told: (string | null)[];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-companions-'));
  told = [];
});
afterEach(() => rmSync(dataDir, { recursive: true }));

function write(text: string, name = 'nils.yaml') {
  mkdirSync(join(dataDir, 'companions'), { recursive: true });
  writeFileSync(join(dataDir, 'companions', name), text);
}
const open = (id = 'nils') =>
  createCompanions({ dataDir, id, isTool: isToolName, log: createRecordingLog(), onProblem: (problem) => told.push(problem) });

describe('a companion’s file', () => {
  it('need not be there, may come and go', () => {
    const companions = open();
    expect(companions).toMatchObject({ current: null, problem: null, revision: 0 });
    write('name: Nils');
    expect(companions.current).toBeNull();
    companions.refresh();
    expect(companions.current).toMatchObject({ id: 'nils', name: 'Nils' });
    rmSync(join(dataDir, 'companions', 'nils.yaml'));
    companions.refresh();
    expect(companions).toMatchObject({ current: null, revision: 2 });
  });

  it('is the one that the configuration names, and no path', () => {
    write('name: Nils');
    write('name: Ada', 'ada.yaml');
    expect(open('ada').current?.name).toBe('Ada');
    expect(open('../companions/ada').current).toBeNull();
  });

  it('keeps the last good one at a broken edit, tells staff, and recovers', () => {
    write('name: Nils');
    const companions = open();
    write('name: Nils Holgersson\nmanners: none\n');
    companions.refresh();
    companions.refresh();
    expect(companions.current?.name).toBe('Nils');
    expect(told).toEqual(['companions/nils.yaml: manners is not a known key; the last good one goes on']);
    write('name: Nils the Third, of the Harbour\n');
    companions.refresh();
    expect(companions).toMatchObject({ current: { name: 'Nils the Third, of the Harbour' }, problem: null, revision: 2 });
    expect(told.at(-1)).toBeNull();
  });

  it.each([
    ['tools: { denied: [emergency] }', 'tools.denied.0 is "emergency"'],
    ['tools: { allowed: [boook] }', 'tools.allowed.0 is "boook", and there is no such tool'],
    ['languages: { first: fr, offered: [en] }', 'languages.first'],
    ['voice: { rate: 9 }', 'voice.rate is 9'],
    ['escalation: { afterUnanswered: 0 }', 'escalation.afterUnanswered is 0'],
    ['name: []', 'name'],
  ])('refuses %s', (line, message) => {
    write(line.startsWith('name') ? line : `name: Nils\n${line}\n`);
    expect(open()).toMatchObject({ current: null });
    expect(told[0]).toContain(message);
  });
});

it('goes over the configuration for as long as it is there', () => {
  write('name: Nils\nlanguages: { first: de, offered: [en, de, fr] }\nvoice: { rate: 1.2 }\n');
  const companions = open();
  const config = withCompanion(configSchema.parse({ companion: { id: 'nils' } }), companions);
  expect(config).toMatchObject({
    companion: { id: 'nils', name: 'Nils' },
    locales: ['de', 'en', 'fr'],
    speaking: { voice: 'slt', rate: 1.2 },
  });
  rmSync(join(dataDir, 'companions', 'nils.yaml'));
  companions.refresh();
  expect(config).toMatchObject({ companion: { id: 'nils', name: 'Flora' }, locales: ['en', 'de'], speaking: { rate: 1 } });
});
