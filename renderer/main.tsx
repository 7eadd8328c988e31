import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config as zodConfig } from 'zod';
import { createDevices } from './guest/create-devices.ts';
import { createGuest } from './guest/create-guest.ts';
import { GuestApp } from './guest/guest-app.tsx';
import { createStaff } from './staff/create-staff.ts';
import { StaffApp } from './staff/staff-app.tsx';
import './styles/index.css';
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
const isStaff = /^\/staff(\/|$)/.test(location.pathname) || location.hash === '#/staff';
createRoot(element).render(
  <StrictMode>
    {isStaff ? (
      <StaffApp staff={createStaff(options)} />
    ) : (
      <GuestApp guest={createGuest({ ...options, schedule: nextFrame, createDevices })} />
    )}
  </StrictMode>,
);
