import { loadTheme, themeFolder } from '../theme/load-theme.ts';
import { ok, type Probe, warn } from './check.ts';

/** The venue's theme, where there is one: a line for each file that is left out and each colour that was corrected. */
export const themeProbe: Probe = {
  name: 'theme',
  run({ dataDir }) {
    const { theme, problems } = loadTheme(themeFolder(dataDir));
    if (problems.length > 0)
      return problems.map((problem) => warn('theme', problem, 'Correct theme/theme.yaml or the file that is named; see docs/themes.md.'));
    return theme === null ? [] : [ok('theme', `${theme.name}: every colour is read on what it stands on`)];
  },
};
