// Carries messages between an app's page and our client around it. What does not come from the page's own window, or from an
// address its company has named, is dropped.
(() => {
  const frame = document.getElementById('app');
  const apart = frame.dataset.apart === 'true';
  const sources = frame.dataset.sources.split(' ');
  const rules = sources.map((s) => {
    const [, scheme, host] = /^(https?):\/\/(.+)$/.exec(s) ?? [];
    return { scheme, host };
  });
  const isOurs = (origin) => {
    if (!apart) return origin === 'null';
    if (!/^https?:\/\//.test(origin)) return false;
    const { protocol, hostname, host } = new URL(origin);
    return rules.some((r) => {
      if (`${r.scheme}:` !== protocol) return false;
      const anyPort = r.host.endsWith(':*');
      const wanted = anyPort ? r.host.slice(0, -2) : r.host;
      const given = anyPort ? hostname : host;
      return wanted.startsWith('*.') ? given.endsWith(wanted.slice(1)) : given === wanted;
    });
  };
  let page = null;
  addEventListener('message', (event) => {
    const data = event.data;
    if (typeof data !== 'object' || data === null) return;
    if (event.source === parent && event.origin === location.origin) {
      if (data.go) frame.src = data.go;
      else if (page) frame.contentWindow.postMessage(data, apart ? page : '*');
      return;
    }
    if (event.source !== frame.contentWindow) return;
    // Our own page in the frame asks for a code; the server decides to whom it goes.
    const codePage = event.origin === location.origin && typeof data.askForCode === 'string';
    if (!codePage && !isOurs(event.origin)) return;
    if (!codePage) page = event.origin;
    parent.postMessage({ ...data, origin: event.origin }, location.origin);
  });
})();
