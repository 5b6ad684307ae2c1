// The page side of Teahouse's JS-SDK, under the names pages know: wx.config, wx.agentConfig, wx.ready, wx.error, wx.invoke, ww.register.
// Load it from the installation: <script src="https://tea.example.com/jssdk/jweixin-1.2.0.js"></script>
(() => {
  const home = new URL(document.currentScript.src).origin;
  const framed = window.parent !== window;
  const waiting = new Map();
  let last = 0;
  let signed = null;
  let fault = null;
  const onReady = [];
  const onError = [];

  const ask = (call, args) =>
    new Promise((resolve) => {
      if (!framed) return resolve({ errMsg: `${call}:fail not in the client` });
      const id = ++last;
      waiting.set(id, resolve);
      window.parent.postMessage(
        { teahouse: 1, id, call, args: JSON.parse(JSON.stringify(args ?? {})) },
        home,
      );
    });
  window.addEventListener('message', (event) => {
    if (event.source !== window.parent || event.origin !== home) return;
    const { teahouse, id, answer } = event.data ?? {};
    if (teahouse !== 1 || !waiting.has(id)) return;
    waiting.get(id)(answer);
    waiting.delete(id);
  });

  const finish = (options, res) => {
    const good = res.errMsg.endsWith(':ok');
    if (good) options.success?.(res);
    else if (res.errMsg.endsWith(':cancel')) (options.cancel ?? options.fail)?.(res);
    else options.fail?.(res);
    options.complete?.(res);
    return res;
  };
  const sign = async (call, options) => {
    const { timestamp, nonceStr, signature } = options;
    const args = { timestamp: String(timestamp), nonceStr, signature, url: location.href.split('#')[0] };
    return await ask(call, { ...args, agentid: options.agentid });
  };

  const pick = (capture) =>
    new Promise((resolve) => {
      const input = document.createElement('input');
      input.type = 'file';
      input.accept = 'image/*';
      input.multiple = !capture;
      if (capture) input.capture = 'environment';
      input.onchange = () => resolve([...input.files]);
      input.oncancel = () => resolve([]);
      input.click();
    });
  const read = (blob) =>
    new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result);
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(blob);
    });

  // What the page's own window can do by itself.
  const here = {
    async chooseImage({ count = 9, sourceType = [] }) {
      const files = await pick(sourceType.length === 1 && sourceType[0] === 'camera');
      if (files.length === 0) return { errMsg: 'chooseImage:cancel' };
      return { errMsg: 'chooseImage:ok', localIds: files.slice(0, count).map((f) => URL.createObjectURL(f)) };
    },
    async getLocalImgData({ localId }) {
      const blob = await (await fetch(localId)).blob();
      return { errMsg: 'getLocalImgData:ok', localData: await read(blob) };
    },
    async scanQRCode() {
      if (!('BarcodeDetector' in window)) return { errMsg: 'scanQRCode:fail not supported here' };
      const [file] = await pick(true);
      if (!file) return { errMsg: 'scanQRCode:cancel' };
      const [code] = await new window.BarcodeDetector().detect(await createImageBitmap(file));
      return code
        ? { errMsg: 'scanQRCode:ok', resultStr: code.rawValue }
        : { errMsg: 'scanQRCode:fail no code in the picture' };
    },
  };
  const asked = [
    'checkJsApi',
    'getLocation',
    'closeWindow',
    'getContext',
    'getCurUser',
    'getCurExternalChat',
    'openEnterpriseChat',
    'openExistedChatWithMsg',
    'openUserProfile',
    'selectEnterpriseContact',
    'selectCorpGroupContact',
    'sendChatMessage',
    'shareAppMessage',
    'previewImage',
    'openDefaultBrowser',
  ];
  const invoke = async (name, args = {}) => (here[name] ? here[name](args) : ask(name, args));

  const wx = {
    config(options) {
      signed = sign('config', options).then((res) => {
        fault = res.errMsg.endsWith(':ok') ? null : res;
        if (fault) for (const run of onError.splice(0)) run(fault);
        else for (const run of onReady.splice(0)) run();
        return res;
      });
    },
    agentConfig: (options) => void sign('agentConfig', options).then((res) => finish(options, res)),
    ready(run) {
      onReady.push(run);
      void signed?.then((res) => res.errMsg.endsWith(':ok') && onReady.splice(0).forEach((each) => each()));
    },
    error(run) {
      onError.push(run);
      if (fault) onError.splice(0).forEach((each) => each(fault));
    },
    invoke: (name, args, hear) =>
      void invoke(name, args).then((res) => hear?.({ ...res, err_msg: res.errMsg })),
  };
  for (const name of [...Object.keys(here), ...asked])
    wx[name] = (options = {}) => invoke(name, options).then((res) => finish(options, res));

  // The newer names: signatures are asked for when they are needed.
  const ww = {
    SDK_VERSION: '2.4.4',
    register(options) {
      const { corpId, agentId } = options;
      const by = async (call, get, fill) => {
        if (!get) return undefined;
        const url = location.href.split('#')[0];
        const { timestamp, nonceStr, signature } = await get(url);
        return sign(call, { timestamp, nonceStr, signature, ...fill });
      };
      ww.ready = (async () => {
        const first = await by('config', options.getConfigSignature, {});
        if (first && !first.errMsg.endsWith(':ok')) return options.onConfigFail?.(first);
        if (first) options.onConfigSuccess?.(first);
        const second = await by('agentConfig', options.getAgentConfigSignature, {
          corpid: corpId,
          agentid: agentId,
        });
        if (second && !second.errMsg.endsWith(':ok')) return options.onAgentConfigFail?.(second);
        if (second) options.onAgentConfigSuccess?.(second);
      })();
    },
    env: { isWeCom: framed, isTeahouse: framed },
  };
  for (const name of [...Object.keys(here), ...asked])
    ww[name] = async (options = {}) => {
      await ww.ready;
      const res = finish(options, await invoke(name, options));
      return res.errMsg.endsWith(':ok') ? res : Promise.reject(res);
    };

  window.wx = window.jWeixin = wx;
  window.ww = ww;
})();
