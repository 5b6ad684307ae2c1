// The line a website carries: a button in the corner, and behind it the customer's page in a frame. Everything of ours stands in a
// shadow root, and style sheets are made by script, so the site's own styles and content policy stay as they are.
(() => {
  const script = document.currentScript as HTMLScriptElement | null;
  const desk = script?.dataset['desk'];
  if (!script || !desk || document.getElementById('teahouse-desk')) return;
  const { origin } = new URL(script.src);
  const asked = script.dataset['lang'] ?? (document.documentElement.lang || navigator.language);
  const zh = /^zh\b/i.test(asked);
  const words = zh
    ? { open: '在线客服', close: '关闭客服窗口', fresh: '在线客服，有新消息' }
    : { open: 'Chat with us', close: 'Close the chat', fresh: 'Chat with us, new message' };

  const css = new CSSStyleSheet();
  css.replaceSync(`
    :host { all: initial }
    button { position: fixed; right: 20px; bottom: calc(20px + env(safe-area-inset-bottom)); z-index: 2147483647; width: 56px; height: 56px;
      border: 0; border-radius: 50%; background: #2a6650; color: #fff; cursor: pointer; display: grid; place-items: center;
      box-shadow: 0 4px 16px rgb(0 0 0 / .25) }
    button:focus-visible { outline: 3px solid #2a6650; outline-offset: 3px }
    svg { width: 26px; height: 26px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round }
    .fresh::after { content: ''; position: absolute; top: 2px; right: 2px; width: 12px; height: 12px; border-radius: 50%; background: #d1372c;
      border: 2px solid #fff }
    iframe { position: fixed; right: 20px; bottom: calc(88px + env(safe-area-inset-bottom)); z-index: 2147483646; width: 380px;
      height: min(620px, calc(100dvh - 108px)); border: 0; border-radius: 16px; background: #f5f3ee; box-shadow: 0 8px 32px rgb(0 0 0 / .25) }
    [hidden] { display: none }
    @media (max-width: 480px) {
      iframe { inset: 0 0 auto 0; width: 100%; height: calc(100dvh - 84px - env(safe-area-inset-bottom)); border-radius: 0 0 16px 16px }
      button { bottom: calc(14px + env(safe-area-inset-bottom)) }
    }
    @media (prefers-color-scheme: dark) { iframe { background: #141614 } button { background: #7cc3a4; color: #0e1a14 } }
  `);
  const host = document.createElement('div');
  host.id = 'teahouse-desk';
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [css];
  const button = document.createElement('button');
  button.type = 'button';
  root.append(button);
  let frame: HTMLIFrameElement | undefined;

  const SVG = 'http://www.w3.org/2000/svg';
  const icon = (path: string) => {
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    const line = document.createElementNS(SVG, 'path');
    line.setAttribute('d', path);
    svg.append(line);
    return svg;
  };
  const isOpen = () => frame !== undefined && !frame.hidden;
  const show = (fresh = false) => {
    const open = isOpen();
    button.classList.toggle('fresh', fresh && !open);
    button.ariaLabel = open ? words.close : fresh ? words.fresh : words.open;
    button.ariaExpanded = String(open);
    button.replaceChildren(
      icon(open ? 'M6 6l12 12M18 6L6 18' : 'M21 12a8 8 0 0 1-11.6 7.1L4 20l1-4.6A8 8 0 1 1 21 12z'),
    );
  };
  const turn = () => {
    if (!frame) {
      // The page behind the button costs nothing until somebody wants it.
      frame = document.createElement('iframe');
      frame.title = words.open;
      frame.src = `${origin}/s/${encodeURIComponent(desk)}?embed=1&lang=${zh ? 'zh' : 'en'}`;
      frame.allow = 'clipboard-write';
      root.append(frame);
    } else frame.hidden = !frame.hidden;
    show();
    if (isOpen()) frame.focus();
  };
  button.addEventListener('click', turn);
  document.addEventListener('keydown', (e) => {
    if (e.key === 'Escape' && isOpen()) turn();
  });
  window.addEventListener('message', (e: MessageEvent<unknown>) => {
    if (e.origin !== origin || !frame || e.source !== frame.contentWindow) return;
    if (e.data === 'teahouse:said') show(true);
    if (e.data === 'teahouse:close' && isOpen()) {
      turn();
      button.focus();
    }
  });
  show();
  const place = () => document.body.append(host);
  if (document.body) place();
  else document.addEventListener('DOMContentLoaded', place);
})();
