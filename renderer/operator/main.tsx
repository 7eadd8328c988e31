import './zod-without-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApi } from './api.ts';
import { OperatorApp } from './operator-app.tsx';
import './styles/index.css';

const element = document.getElementById('root');
if (element === null) throw new Error('the page has no #root');
createRoot(element).render(
  <StrictMode>
    <OperatorApp api={createApi({ fetch: (...request) => fetch(...request) })} />
  </StrictMode>,
);
