import { accessSync, constants, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../../core/contract/index.ts';
import { type DoctorContext, ok, type Probe, warn } from './check.ts';
import { read } from './machine.ts';

export const cameraProbe: Probe = { name: 'camera', run: (context) => [camera(context)] };

function camera({ platform, root, running }: DoctorContext): Check {
  const state = running?.vitals().camera;
  if (state !== undefined && state !== 'unknown') {
    return state === 'on' || state === 'off' || state === 'starting'
      ? ok('camera', `${state}, as the screen says`)
      : warn(
          'camera',
          `${state}, as the screen says`,
          'Allow it in the browser policy, and plug it in; badges can be read by a scanner meanwhile.',
        );
  }
  if (platform !== 'linux') return warn('camera', 'cannot be asked here', 'Touch "Scan badge" on the screen, and look for a picture.');
  const devices = namesIn(join(root, '/dev')).filter((name) => /^video\d+$/.test(name));
  if (devices.length === 0) return warn('camera', 'none; badges can be read by a scanner only', 'Connect one; "ls /dev/video*" lists it.');
  const titles = devices.map((name) => read(join(root, '/sys/class/video4linux', name, 'name')).trim() || name);
  const closed = devices.filter((name) => !usable(join(root, '/dev', name)));
  if (closed.length === devices.length)
    return warn(
      'camera',
      `${closed.map((name) => `/dev/${name}`).join(', ')} may not be opened by this user`,
      'Put the user that runs the browser into the group "video": usermod -aG video foyer-screen.',
    );
  return ok('camera', [...new Set(titles)].join(', '));
}

function usable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
