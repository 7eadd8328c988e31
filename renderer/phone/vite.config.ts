import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  base: './',
  publicDir: false,
  plugins: [singleFile()],
  build: { outDir: here('../../dist/phone'), emptyOutDir: true, target: 'es2022', modulePreload: false },
});

/** Script and style go into the page itself, and its policy allows exactly them. */
function singleFile(): Plugin {
  return {
    name: 'single-file',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset') return;
      let html = String(page.source);
      for (const [name, file] of Object.entries(bundle)) {
        if (file === page) continue;
        const [tag, content] =
          file.type === 'chunk'
            ? [/<script[^>]*src="[^"]*"[^>]*><\/script>/, file.code.trim().replaceAll('</script', '<\\/script')]
            : [/<link rel="stylesheet"[^>]*>/, String(file.source).trim()];
        const [kind, attributes] = file.type === 'chunk' ? ['script', ' type="module"'] : ['style', ''];
        const policy = `${kind}-src 'sha256-${createHash('sha256').update(content).digest('base64')}'`;
        html = html
          .replace(tag, () => `<${kind}${attributes}>${content}</${kind}>`)
          .replace('</title>', () => `</title>\n    <meta name="policy" content="${policy}">`);
        delete bundle[name];
      }
      const policies = [...html.matchAll(/ *<meta name="policy" content="([^"]*)">\n?/g)].map(([, policy]) => policy);
      page.source = html
        .replace(/ *<meta name="policy"[^>]*>\n?/g, '')
        .replace(
          '<meta name="viewport"',
          () =>
            `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'; ${policies.join('; ')}">\n    <meta name="viewport"`,
        );
    },
  };
}
