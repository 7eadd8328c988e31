import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../core/agent/guard/default-policy.ts';
import { loadPolicy } from '../../../host/guard/load-policy.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-policy-'));
});
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

const write = (text: string) => writeFileSync(join(dataDir, 'policy.yaml'), text);

it('is the kiosk’s own where the house has none', () => {
  expect(loadPolicy(dataDir)).toEqual({ policy: DEFAULT_POLICY, problem: null });
});

it('is the house’s, over the kiosk’s own', () => {
  write('abuse:\n  actions: [say, call-staff]\n  say:\n    en: Security is on its way.\n');
  const { policy, problem } = loadPolicy(dataDir);
  expect(problem).toBeNull();
  expect(policy.abuse).toMatchObject({
    actions: ['say', 'call-staff'],
    say: { en: 'Security is on its way.', de: DEFAULT_POLICY.abuse.say.de },
  });
  expect(policy['lost-child']).toEqual(DEFAULT_POLICY['lost-child']);
});

it.each([
  ['no YAML', 'abuse: [', /not valid YAML/],
  ['a list', '- abuse', /wrong at its top/],
  ['an unknown action', 'abuse:\n  actions: [shout]', /wrong at abuse\.actions\.0/],
  ['self-harm left to the kiosk alone', 'self-harm:\n  actions: [say]', /self-harm\.actions: must have call-staff/],
  ['aliases without end', `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${'*a,'.repeat(30)}*a]\nc: [${'*b,'.repeat(30)}*b]`, /policy\.yaml/],
  ['megabytes', `#${'x'.repeat(300_000)}`, /at most/],
])('with %s counts for nothing, and says why', (_name, text, why) => {
  write(text);
  const { policy, problem } = loadPolicy(dataDir);
  expect(policy).toEqual(DEFAULT_POLICY);
  expect(problem).toMatch(why);
});

it('counts for nothing where it is no file', () => {
  mkdirSync(join(dataDir, 'policy.yaml'));
  expect(loadPolicy(dataDir)).toMatchObject({ policy: DEFAULT_POLICY, problem: expect.stringContaining('cannot be read') });
});
