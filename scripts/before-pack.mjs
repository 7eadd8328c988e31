import { writePapers } from './package-papers.mjs';

/** electron-builder calls it before it packs: licences and bill of materials as they are now. */
export default async function beforePack({ packager }) {
  await writePapers(packager.projectDir);
}
