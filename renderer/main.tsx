import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config as zodConfig } from 'zod';
import { CalibrationApp } from './calibration/calibration-app.tsx';
import { createCalibrationPage } from './calibration/create-calibration-page.ts';
import { createDevices } from './guest/create-devices.ts';
import { createGuest } from './guest/create-guest.ts';
import { GuestApp } from './guest/guest-app.tsx';
import { createMicrophone } from './mic/microphone.ts';
import { createPageRecovery, showInstead } from './recover-page.ts';
import { createStaff } from './staff/create-staff.ts';
import { StaffApp } from './staff/staff-app.tsx';
import { isKioskScreen, markKioskScreen } from './staff/touch/kiosk-screen.ts';
import './styles/index.css';
import { startAliveSigns } from './transport/alive-signs.ts';
import { openConnection } from './transport/open-connection.ts';

// Zod would otherwise try `new Function` once, which the page's policy forbids and reports.
zodConfig({ jitless: true });

const options = {
  open: openConnection,
  nowMs: () => performance.now(),
  after: (delayMs: number, callback: () => void) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
  random: Math.random,
  onProblem: (what: string) => console.warn(what),
};

/** A page that is not shown gets no frames. */
function nextFrame(work: () => void): void {
  if (document.hidden) setTimeout(work);
  else requestAnimationFrame(work);
}

const element = document.getElementById('root');
if (element === null) throw new Error('the page has no #root');
// A page of its own: it opens the microphone, which no other staff page does.
const isCalibration = /\/staff\/calibrate\/?$/.test(location.pathname) || location.hash === '#/staff/calibrate';
const isStaff = /^\/staff(\/|$)/.test(location.pathname) || location.hash === '#/staff';
const isGuests = !isCalibration && !isStaff;
if (isGuests) markKioskScreen();
// An operator who is on a page of staff's there is no reason to start the browser anew.
if (isGuests || isKioskScreen()) startAliveSigns();
const onUncaughtError = createPageRecovery({
  reload: () => location.reload(),
  after: options.after,
  storage: sessionStorage,
  nowMs: Date.now,
  show: showInstead,
  onProblem: (what, error) => console.error(what, error),
});
createRoot(element, { onUncaughtError }).render(
  <StrictMode>
    {isCalibration ? (
      <CalibrationApp page={createCalibrationPage({ ...options, createMicrophone })} />
    ) : isStaff ? (
      <StaffApp staff={createStaff(options)} />
    ) : (
      <GuestApp guest={createGuest({ ...options, schedule: nextFrame, createDevices })} />
    )}
  </StrictMode>,
);
