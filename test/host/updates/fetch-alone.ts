import { type Artefact, fetchUpdate } from '../../../host/updates/fetch-update.ts';

/** A download as a process of its own, to be killed. */
const { folder, artefact } = JSON.parse(process.argv[2] ?? '{}') as { folder: string; artefact: Artefact };
await fetchUpdate({ artefact, folder, suffix: '.sqlite', signal: new AbortController().signal });
