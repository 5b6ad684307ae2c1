#!/usr/bin/env node
// The `teahouse` command. Plain JavaScript: it makes TypeScript readable first, then hands over.
try {
  await import('tsx');
} catch (error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  console.error('The packages are not installed yet; run "npm start" once, or "npm ci".');
  process.exit(1);
}
const { main } = await import('./src/main.ts');
await main(process.argv.slice(2));
