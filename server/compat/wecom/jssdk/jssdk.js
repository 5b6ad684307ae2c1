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

  const load = (name) =>
    new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = `${home}/jssdk/${name}`;
      script.onload = () => resolve();
      script.onerror = () => reject(new Error(name));
      document.head.append(script);
    });
  /** The text of a QR code in a picture; undefined where there is none. */
  const codeIn = async (blob) => {
    const picture = await createImageBitmap(blob);
    if ('BarcodeDetector' in window) return (await new window.BarcodeDetector().detect(picture))[0]?.rawValue;
    if (!window.jsQR) await load('qr-reader.js');
    const scale = Math.min(1, 1600 / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const pen = canvas.getContext('2d');
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height);
    return window.jsQR(data, width, height)?.data;
  };
  /** A picture over the whole page until it is tapped; arrows lead to its neighbours. */
  const show = (urls, at) => {
    const veil = document.createElement('div');
    const image = document.createElement('img');
    veil.id = 'teahouse-preview';
    veil.tabIndex = -1;
    veil.setAttribute('role', 'dialog');
    veil.style.cssText =
      'position:fixed;inset:0;z-index:2147483647;background:#000d;display:grid;place-items:center;cursor:zoom-out';
    image.style.cssText = 'max-width:100%;max-height:100%;object-fit:contain';
    const turn = (by) => (image.src = urls[(at = (at + by + urls.length) % urls.length)]);
    veil.onclick = () => veil.remove();
    veil.onkeydown = ({ key }) => {
      if (key === 'Escape') veil.remove();
      if (key === 'ArrowLeft' || key === 'ArrowRight') turn(key === 'ArrowLeft' ? -1 : 1);
    };
    turn(0);
    veil.append(image);
    document.body.append(veil);
    veil.focus();
  };

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
    async uploadImage({ localId }) {
      const blob = await (await fetch(localId)).blob();
      return await ask('uploadImage', { data: await read(blob) });
    },
    async previewImage({ current, urls }) {
      const all = (Array.isArray(urls) ? urls : [current]).filter((url) => /^(https?|blob|data):/i.test(url));
      if (all.length === 0) return { errMsg: 'previewImage:fail invalid url' };
      show(all, Math.max(all.indexOf(current), 0));
      return { errMsg: 'previewImage:ok' };
    },
    async scanQRCode() {
      const [file] = await pick(true);
      if (!file) return { errMsg: 'scanQRCode:cancel' };
      const found = await codeIn(file);
      return found === undefined
        ? { errMsg: 'scanQRCode:fail no code in the picture' }
        : { errMsg: 'scanQRCode:ok', resultStr: found };
    },
    async checkJsApi({ jsApiList }) {
      const answer = await ask('checkJsApi', { jsApiList });
      for (const name of Object.keys(answer.checkResult ?? {})) answer.checkResult[name] ||= name in here;
      return answer;
    },
  };
  const asked = [
    'getLocation',
    'closeWindow',
    'getContext',
    'getCurUser',
    'getCurExternalChat',
    'getCurExternalContact',
    'selectExternalContact',
    'openEnterpriseChat',
    'openExistedChatWithMsg',
    'openUserProfile',
    'selectEnterpriseContact',
    'selectCorpGroupContact',
    'sendChatMessage',
    'shareAppMessage',
    'openDefaultBrowser',
  ];
  const invoke = async (name, args = {}) => {
    try {
      return await (Object.hasOwn(here, name) ? here[name](args) : ask(name, args));
    } catch (error) {
      return { errMsg: `${name}:fail ${error.message}` };
    }
  };

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
