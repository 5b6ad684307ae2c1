import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => `${import.meta.dirname}/${path}`;

/** Tells the service worker which files make the shell, so that they are there before anyone is offline. */
function shellList(): Plugin {
  return {
    name: 'teahouse-shell-list',
    generateBundle(_, bundle) {
      const worker = bundle['sw.js'];
      if (worker?.type !== 'chunk') return;
      // Everything but the admin console: whoever opened the app once can work in it offline.
      const wanted = Object.values(bundle)
        .filter((f) => f !== worker && f.fileName.startsWith('assets/'))
        .filter((f) => f.type === 'asset' || !/[\\/](admin|looks)[\\/.]/.test(f.facadeModuleId ?? ''))
        .map((f) => `/${f.fileName}`);
      const shell = ['/', '/first-paint.js', '/icons/tea.svg', ...wanted.sort()];
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
              test: /web[\\/]src[\\/](lib[\\/](?!passkeys|send-picture|step-up|clipboard|use-loaded|save-file)|ui[\\/](avatar|bits|button|contrast|cx|field|input|overlays|panes|splitter|tip|toasts|toggle|tokens|use-search|words)\.)|sdk[\\/]src|node_modules[\\/](zustand|wouter|regexparam|virtua|idb|use-sync-external-store)[\\/]|lucide-react[\\/](?!.*icons[\\/])/,
              priority: 25,
            },
            // Icons that many pages share come in one file; the others travel with their page.
            { name: 'icons', test: /lucide-react[\\/].*icons[\\/]/, minShareCount: 4, priority: 15 },
            // What every page with a chat shows of one, in one file: small files pack badly.
            {
              name: 'chat',
              test: /web[\\/]src[\\/]features[\\/]messaging[\\/](?!zh|en)|contract[\\/]src[\\/]apply-event/,
              minShareCount: 2,
              priority: 10,
            },
            {
              name: 'overlays',
              test: /node_modules[\\/](@base-ui|@floating-ui|tabbable|reselect)[\\/]/,
              priority: 20,
            },
          ],
        },
      },
    },
  },
});
