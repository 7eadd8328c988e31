import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLabeller, readAttendees } from '../../../cli/badge/attendees.ts';
import { createBadgeVerifier } from '../../../native/badge/badge-verifier.ts';
import { createRecordingLog } from '../../fakes/plain.ts';

const MAIN = fileURLToPath(new URL('../../../cli/main.ts', import.meta.url));
let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'foyer-badge-cli-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
const at = (name: string) => join(root, name);

function foyer(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, 'badge', ...args], { env: { ...process.env, FOYER_DATA: at('desk') } }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

describe('foyer badge', () => {
  it('prints a list of attendees on labels, and the list goes by hand to a kiosk that then accepts them', async () => {
    writeFileSync(at('list.csv'), 'Vorname;Nachname;Firma\r\nAda;Lovelace;Analytical, Engines\r\n田中;太郎;\r\n');
    const issued = await foyer('issue', '--csv', at('list.csv'), '--pdf', at('labels.pdf'), '--sheet', 'l7163');
    expect(issued.stderr).toContain('1 page of L7163 labels');
    expect(issued.stderr).toMatch(/missing from 1 label \(row 2\)[\s\S]*--font/);
    expect(issued.code).toBe(0);
    expect(readFileSync(at('labels.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    expect(statSync(at('labels.pdf.csv')).mode & 0o777).toBe(0o600);
    const [header, first] = readFileSync(at('labels.pdf.csv'), 'utf8').split('\r\n');
    expect(header).toBe('Vorname,Nachname,Firma,badge_file,guest_id,expires_at,token');
    expect(first).toMatch(/^Ada,Lovelace,"Analytical, Engines",,[0-9a-z]{20},.*,FOYER1/);
    const token = first?.split(',').at(-1) ?? '';

    const kiosk = createBadgeVerifier({ dataDir: at('kiosk'), tenant: 'demo', log: createRecordingLog() });
    expect(kiosk.verify(token)).toEqual({ ok: false, reason: 'unknown-key' });
    const carried = await foyer('trust', at('desk/keys/badge-trust.json'), '--data', at('kiosk'), '--json');
    expect(JSON.parse(carried.stdout)).toMatchObject({ tenant: 'demo', revoked: 0 });
    expect(kiosk.verify(token).ok).toBe(true);

    expect((await foyer('revoke', token)).stdout).toContain('is void');
    await foyer('trust', at('desk/keys/badge-trust.json'), '--data', at('kiosk'));
    expect(kiosk.verify(token)).toEqual({ ok: false, reason: 'revoked' });
    const elsewhere = await foyer('revoke', token, '--data', at('kiosk'));
    expect(elsewhere.stdout).toContain('on this machine only');
  }, 60_000);

  it('wrong input costs nothing: no badge is made', async () => {
    writeFileSync(at('names.csv'), 'name\nAda\n');
    const wrong = await foyer('issue', '--csv', at('names.csv'), '--pdf', at('none.pdf'), '--name-column', 'Guest', '--data', at('fresh'));
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toMatch(/no column "Guest"[\s\S]*Its columns: name/);
    expect([existsSync(at('none.pdf')), existsSync(at('fresh/keys'))]).toEqual([false, false]);
    const sheet = await foyer('issue', '--pdf', at('none.pdf'), '--sheet', 'letter');
    expect([sheet.code, sheet.stderr]).toEqual([2, expect.stringContaining('L4785')]);
  }, 60_000);
});

describe('a list of attendees', () => {
  const encoded: [string, Buffer][] = [
    ['UTF-8 with its mark', Buffer.from('\ufeffname;company\nJürgen;Müller AG\n')],
    ['UTF-16', Buffer.from('\ufeffname\tcompany\r\nJürgen\tMüller AG\r\n', 'utf16le')],
    ['Windows-1252', Buffer.from('name,company\r\nJ\xfcrgen,M\xfcller AG\r\n', 'latin1')],
  ];
  it.each(encoded)('is read in %s', async (_name, bytes) => {
    writeFileSync(at('encoded.csv'), bytes);
    const { columns, rows } = await readAttendees(at('encoded.csv'));
    expect(rows.map(createLabeller(columns))).toEqual([{ name: 'Jürgen', detail: 'Müller AG' }]);
  });

  it.each([
    [['Badge Name', 'Company'], 'Countess', 'AE'],
    [['First_Name', 'Last-Name', 'Organization'], 'Countess AE', 'X'],
    [['id', 'whatever'], 'Countess', ''],
  ])('with the columns %j', (columns, name, detail) => {
    const values = ['Countess', 'AE', 'X'];
    const row = Object.fromEntries(columns.map((column, i) => [column, values[i] ?? '']));
    expect(createLabeller(columns)(row)).toEqual({ name, detail });
  });

  it('that is none is refused', async () => {
    writeFileSync(at('empty.csv'), 'name\n');
    await expect(readAttendees(at('empty.csv'))).rejects.toThrowError('no rows');
    await expect(readAttendees(at('nowhere.csv'))).rejects.toThrowError('cannot be read');
  });
});
