import type { Command } from 'commander';

export function registerTheme(program: Command): void {
  const theme = program.command('theme').description("how a venue's kiosks look: colours, logo, fonts, avatar");
  theme
    .command('init')
    .description('writes a theme to begin with into DIR/theme')
    .argument('<dir>', "the kiosk's data directory")
    .option('--from <name>', 'the example to begin with: plain, museum or event', 'plain')
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- theme init .foyer --from museum')
    .action(initTheme);
  theme
    .command('check')
    .description('says what a screen would make of a theme: files, colours, contrast')
    .argument('<dir>', "the kiosk's data directory, or the folder with theme.yaml")
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- theme check .foyer')
    .action(checkTheme);
}

async function initTheme(dir: string, { from }: { readonly from: string }): Promise<void> {
  const { cpSync, existsSync, readdirSync } = await import('node:fs');
  const { join, resolve } = await import('node:path');
  const { fileURLToPath } = await import('node:url');
  const { FoyerError } = await import('../../core/contract/errors.ts');
  const { themeFolder } = await import('../../host/theme/load-theme.ts');
  const { printResult } = await import('../output.ts');
  const examples = fileURLToPath(new URL('../../assets/themes', import.meta.url));
  const names = readdirSync(examples);
  if (!names.includes(from))
    throw new FoyerError(`there is no theme "${from}"`, {
      fault: 'operator',
      code: 'no-such-theme',
      remedy: `Choose one of ${names.join(', ')}.`,
    });
  const folder = themeFolder(resolve(dir));
  if (existsSync(join(folder, 'theme.yaml')))
    throw new FoyerError(`${folder} has a theme already`, {
      fault: 'operator',
      code: 'theme-exists',
      remedy: 'Change that one, or move it away first.',
    });
  cpSync(join(examples, from), folder, { recursive: true });
  printResult(`Wrote ${join(folder, 'theme.yaml')}. Look at it with: foyer theme check ${dir}`);
}

async function checkTheme(dir: string, { json = false }: { readonly json?: boolean }): Promise<void> {
  const { existsSync } = await import('node:fs');
  const { join, resolve } = await import('node:path');
  const { FoyerError } = await import('../../core/contract/errors.ts');
  const { loadTheme, themeFolder } = await import('../../host/theme/load-theme.ts');
  const { printResult } = await import('../output.ts');
  const folder = [themeFolder(resolve(dir)), resolve(dir)].find((one) => existsSync(join(one, 'theme.yaml')));
  if (folder === undefined)
    throw new FoyerError(`there is no theme in ${dir}`, { fault: 'operator', code: 'no-theme', remedy: `foyer theme init ${dir}` });
  const { theme, problems } = loadTheme(folder);
  if (json) printResult(JSON.stringify({ ok: problems.length === 0, problems, theme }, null, 2));
  else if (theme === null || problems.length > 0) printResult(problems.map((problem) => `warn  ${problem}`).join('\n'));
  else printResult(`ok    ${theme.name}: every file is there, and every colour is read on what it stands on, by day and by night`);
  if (problems.length > 0) process.exitCode = 1;
}
