import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { configSchema } from '../../core/contract/index.ts';

const DEPLOY = fileURLToPath(new URL('../../deploy/', import.meta.url));
const text = (path: string) => readFileSync(join(DEPLOY, path), 'utf8');
const ADDRESS = `http://127.0.0.1:${configSchema.parse({}).web.port}`;
const UNITS = readdirSync(join(DEPLOY, 'linux')).filter((name) => name.endsWith('.service'));

describe('deploy/', () => {
  it.each(['linux/chromium-policy.json', 'windows/edge-policy.reg', 'windows/assigned-access-edge.xml', 'linux/foyer-screen.service'])(
    '%s is for the address that a kiosk has by default',
    (path) => {
      const addresses = new Set(text(path).match(/http:\/\/127\.0\.0\.1:\d+/g));
      expect([...addresses]).toEqual([ADDRESS]);
    },
  );

  it('lets neither browser anywhere else, nor anything of it be taken along', () => {
    const policy = JSON.parse(text('linux/chromium-policy.json')) as Record<string, unknown>;
    expect(policy).toMatchObject({ URLBlocklist: ['*'], DeveloperToolsAvailability: 2, DownloadRestrictions: 3, PrintingEnabled: false });
    const registry = text('windows/edge-policy.reg');
    for (const line of [
      '"DeveloperToolsAvailability"=dword:00000002',
      '"DownloadRestrictions"=dword:00000003',
      '"PrintingEnabled"=dword:00000000',
      '"1"="*"',
    ])
      expect(registry).toContain(line);
  });

  it.each(UNITS)('%s starts again without end, never faster than every two seconds, and leaves no core behind', (name) => {
    const unit = text(`linux/${name}`);
    for (const line of ['Restart=always', 'RestartSec=2', 'StartLimitIntervalSec=0', 'LimitCORE=0', 'WantedBy=multi-user.target'])
      expect(unit.split('\n')).toContain(line);
    if (name !== 'foyer-screen.service') expect(unit).toMatch(/^Type=notify\n[\s\S]*^NotifyAccess=all\nWatchdogSec=60$/m);
  });

  const noSystemd = spawnSync('systemd-analyze', ['--version']).error === undefined ? null : 'there is no systemd-analyze';
  it.skipIf(noSystemd !== null).each(UNITS)(
    `%s says nothing that systemd does not know${noSystemd === null ? '' : ` (skipped: ${noSystemd})`}`,
    (name) => {
      const { stderr } = spawnSync('systemd-analyze', ['verify', join(DEPLOY, 'linux', name)], { encoding: 'utf8' });
      // Neither the program nor the units it names are installed here; two settings are newer than some systemds.
      const own = stderr.split('\n').filter((line) => line.includes('.service:') && line.includes('Unknown'));
      expect(own.filter((line) => !/RestartSteps|RestartMaxDelaySec/.test(line))).toEqual([]);
    },
  );

  it.each([
    'windows/shell-launcher.xml',
    'windows/assigned-access-edge.xml',
    'macos/org.foyer.kiosk.plist',
    'macos/foyer-kiosk.mobileconfig',
  ])('%s closes each element that it opens', (path) => {
    const open: string[] = [];
    const bare = text(path).replaceAll(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^>]*>/g, '');
    for (const [, end, name = '', empty] of bare.matchAll(/<(\/?)([\w:]+)(?:\s[^>]*?)?(\/?)>/g)) {
      if (end === '/') expect(open.pop()).toBe(name);
      else if (empty !== '/') open.push(name);
    }
    expect(open).toEqual([]);
  });

  it('supervised starts say so, so that the operator menu offers no end that would be none', () => {
    expect(text('windows/install-kiosk.ps1')).toContain("'FOYER_SUPERVISED', 'always'");
    expect(text('macos/org.foyer.kiosk.plist')).toMatch(/<key>FOYER_SUPERVISED<\/key>\s*<string>always<\/string>/);
  });
});
