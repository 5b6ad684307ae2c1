import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './style.css';
import { App } from './app.tsx';
import { useMessagingWords } from './features/messaging/words.ts';
import { useLayoutWords } from './pages/layout/words.ts';
import { pages } from './pages/registry.ts';
import { watchForUpdates } from './lib/app-updates.ts';
import { refreshSession } from './lib/session.ts';
import { useUiWords } from './ui/words.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root');

void refreshSession();
// The page's own code comes beside the words, not after them.
const section = location.pathname.split('/')[1] || 'chats';
void pages.find((p) => p.path.split('/')[1] === section)?.load();
// The first paint already speaks: the words of the shell are one small chunk.
await Promise.all([useUiWords.load(), useLayoutWords.load(), useMessagingWords.load()]);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
watchForUpdates(() => useLayoutWords.now());
