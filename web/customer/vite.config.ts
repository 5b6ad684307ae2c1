// The customer's page is built by itself: it shares no file with the app, so that nothing of the app can weigh on it.
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: '/customer/',
  publicDir: false,
  build: {
    outDir: `${import.meta.dirname}/../dist/customer`,
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { page: `${import.meta.dirname}/index.html`, widget: `${import.meta.dirname}/widget.ts` },
      // Websites name the widget by a line they never change.
      output: {
        entryFileNames: (chunk) => (chunk.name === 'widget' ? 'widget.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
});
