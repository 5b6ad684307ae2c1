import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Tells the service worker which files make the shell, so that they are there before anyone is offline. */
function shellList(): Plugin {
  return {
    name: 'teahouse-shell-list',
    generateBundle(_, bundle) {
      const worker = bundle['sw.js'];
      if (worker?.type !== 'chunk') return;
      const wanted = new Set<string>();
      const add = (file: string) => {
        const chunk = bundle[file];
        if (wanted.has(file) || !chunk) return;
        wanted.add(file);
        if (chunk.type !== 'chunk') return;
        chunk.imports.forEach(add);
        chunk.viteMetadata?.importedCss.forEach(add);
      };
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || chunk === worker) continue;
        if (chunk.isEntry || /^(chats|locale-|kit|react|overlays|overlay-host|shell)/.test(chunk.name))
          add(chunk.fileName);
      }
      const shell = ['/', '/first-paint.js', '/icons/tea.svg', ...[...wanted].sort().map((f) => `/${f}`)];
      worker.code = `self.SHELL=${JSON.stringify(shell)};\n${worker.code}`;
    },
  };
}

export default defineConfig({
  root: here('.'),
  plugins: [react(), tailwindcss(), shellList()],
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    target: 'es2023',
    manifest: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { main: here('index.html'), sw: here('src/service-worker.ts') },
      output: {
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
            {
              name: 'kit',
              test: /web[\\/]src[\\/](lib[\\/]|ui[\\/](avatar|bits|button|contrast|cx|field|input|overlays|panes|splitter|tip|toasts|toggle|tokens|use-search|words)\.)|sdk[\\/]src|node_modules[\\/](zustand|wouter|regexparam|virtua|idb|use-sync-external-store|lucide-react)[\\/]/,
              priority: 25,
            },
            {
              name: 'overlays',
              test: /node_modules[\\/](@base-ui|@floating-ui|tabbable|reselect)[\\/]/,
              priority: 20,
            },
            {
              name: 'locale-zh',
              test: /web[\\/]src[\\/](pages[\\/]layout|features[\\/]messaging|ui)[\\/](.*[\\/])?zh\.ts$/,
              priority: 10,
            },
            {
              name: 'locale-en',
              test: /web[\\/]src[\\/](pages[\\/]layout|features[\\/]messaging|ui)[\\/](.*[\\/])?en\.ts$/,
              priority: 10,
            },
          ],
        },
      },
    },
  },
});
