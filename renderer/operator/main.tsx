import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config as zodConfig } from 'zod';
import { createApi } from './api.ts';
import { OperatorApp } from './operator-app.tsx';
import './styles/index.css';

// Zod would otherwise try `new Function` once, which the page's policy forbids and reports.
zodConfig({ jitless: true });

const element = document.getElementById('root');
if (element === null) throw new Error('the page has no #root');
createRoot(element).render(
  <StrictMode>
    <OperatorApp api={createApi({ fetch: (...request) => fetch(...request) })} />
  </StrictMode>,
);
