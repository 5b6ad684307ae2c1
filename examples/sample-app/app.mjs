// A whole app against Teahouse's WeCom interface, without dependencies: who is signed in, what is written to it, what it says, and a
// page inside the client. Start it with TEAHOUSE, CORPID, AGENTID, SECRET, TOKEN, AES_KEY, PORT and PUBLIC (its own address) set.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

const { TEAHOUSE, CORPID, AGENTID, SECRET, TOKEN, AES_KEY, PORT = '3000' } = process.env;
const PUBLIC = process.env.PUBLIC ?? `http://localhost:${PORT}`;
const key = Buffer.from(`${AES_KEY}=`, 'base64');
const sha1 = (text) => createHash('sha1').update(text).digest('hex');

// ---- calls: a token is fetched once and again when the server says so ----
let token = '';
async function call(path, body) {
  for (let tries = 0; ; tries++) {
    if (!token) {
      const asked = await fetch(`${TEAHOUSE}/cgi-bin/gettoken?corpid=${CORPID}&corpsecret=${SECRET}`);
      token = (await asked.json()).access_token;
    }
    const url = `${TEAHOUSE}/cgi-bin/${path}${path.includes('?') ? '&' : '?'}access_token=${token}`;
    const init = body ? { method: 'POST', body: JSON.stringify(body) } : {};
    const answer = await (await fetch(url, init)).json();
    if (answer.errcode === 0) return answer;
    if (tries > 0 || ![40014, 42001].includes(answer.errcode)) throw new Error(answer.errmsg);
    token = '';
  }
}

// ---- message: words into somebody's chat with this app ----
const say = (touser, content) =>
  call('message/send', { touser, msgtype: 'text', agentid: Number(AGENTID), text: { content } });

// ---- callback: open what arrives, seal what goes back ----
const sign = (...parts) => sha1([TOKEN, ...parts].sort().join(''));

function open(encrypted) {
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()]);
  const plain = padded.subarray(0, -padded.at(-1));
  const end = 20 + plain.readUInt32BE(16);
  if (plain.subarray(end).toString() !== CORPID) throw new Error('meant for another company');
  return plain.subarray(20, end).toString();
}

function sealed(text) {
  const message = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  const plain = Buffer.concat([randomBytes(16), length, message, Buffer.from(CORPID)]);
  const pad = 32 - (plain.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([plain, Buffer.alloc(pad, pad)]);
  const encrypt = Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
  const [time, nonce] = [String(Math.floor(Date.now() / 1000)), randomBytes(6).toString('hex')];
  const signature = sign(time, nonce, encrypt);
  return `<xml><Encrypt><![CDATA[${encrypt}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature><TimeStamp>${time}</TimeStamp><Nonce><![CDATA[${nonce}]]></Nonce></xml>`;
}

const field = (xml, name) =>
  new RegExp(`<${name}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${name}>`, 's').exec(xml)?.[1] ?? '';

function callback(query, body) {
  const encrypted = query.get('echostr') ?? field(body, 'Encrypt');
  if (sign(query.get('timestamp'), query.get('nonce'), encrypted) !== query.get('msg_signature'))
    return [403, ''];
  const plain = open(encrypted);
  if (query.has('echostr')) return [200, plain];
  if (field(plain, 'MsgType') !== 'text') return [200, ''];
  const said = field(plain, 'Content');
  const answer = `<xml><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你说：${said}]]></Content></xml>`;
  return [200, sealed(answer)];
}

// ---- login: the browser fetches a code, the code names the member ----
const loginUrl = () =>
  `${TEAHOUSE}/connect/oauth2/authorize?${new URLSearchParams({
    appid: CORPID,
    redirect_uri: `${PUBLIC}/`,
    response_type: 'code',
    scope: 'snsapi_base',
    state: 'sample',
    agentid: AGENTID,
  })}#wechat_redirect`;

// ---- JS-SDK: the server signs the address of the page ----
async function signature(url, path) {
  const { ticket } = await call(path);
  const [nonceStr, timestamp] = [randomBytes(8).toString('hex'), Math.floor(Date.now() / 1000)];
  const text = `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`;
  return { timestamp, nonceStr, signature: sha1(text) };
}

async function page(userid, url) {
  const config = await signature(url, 'get_jsapi_ticket');
  const agent = await signature(url, 'ticket/get?type=agent_config');
  const data = JSON.stringify({ config, agent }).replaceAll('<', '\\u003c');
  return `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Sample</title><style>body{font:15px/1.6 system-ui;margin:24px}button{font:inherit;padding:6px 14px;margin:0 8px 8px 0}</style>
<h1>你好，<span id="who">${userid}</span></h1><p id="state">…</p>
<button id="pick">选择联系人</button><button id="send">发送到会话</button><button id="ping">给我发消息</button><button id="close">关闭</button>
<pre id="out"></pre><script src="${TEAHOUSE}/jssdk/jweixin-1.2.0.js"></script><script>
const { config, agent } = ${data};
const show = (res) => (document.getElementById('out').textContent = JSON.stringify(res, null, 1));
const on = (id, run) => document.getElementById(id).addEventListener('click', run);
wx.config({ beta: true, appId: '${CORPID}', ...config, jsApiList: ['closeWindow'] });
wx.ready(() => wx.agentConfig({ corpid: '${CORPID}', agentid: '${AGENTID}', ...agent, jsApiList: ['selectEnterpriseContact'],
  success: () => wx.invoke('getCurUser', {}, (me) => (document.getElementById('state').textContent = '已连接：' + me.name)),
  fail: (res) => (document.getElementById('state').textContent = res.errMsg) }));
wx.error((res) => (document.getElementById('state').textContent = res.errMsg));
on('pick', () => wx.invoke('selectEnterpriseContact', { mode: 'multi' }, show));
on('send', () => wx.invoke('sendChatMessage', { msgtype: 'text', text: { content: '来自示例应用' } }, show));
on('ping', async () => show(await (await fetch('/ping', { method: 'POST', body: '${userid}' })).text()));
on('close', () => wx.closeWindow());
</script>`;
}

createServer(async (request, response) => {
  const url = new URL(request.url, PUBLIC);
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += part;
  const answer = (status, text, headers = {}) => response.writeHead(status, headers).end(text);
  try {
    if (url.pathname === '/callback') return answer(...callback(url.searchParams, body));
    if (url.pathname === '/ping') return answer(200, (await say(body, '示例应用向你问好')).errmsg);
    if (url.pathname !== '/') return answer(404, '');
    const code = url.searchParams.get('code');
    if (!code) return answer(302, '', { location: loginUrl() });
    const { userid } = await call(`auth/getuserinfo?code=${encodeURIComponent(code)}`);
    return answer(200, await page(userid, url.href), { 'content-type': 'text/html; charset=utf-8' });
  } catch (error) {
    return answer(500, String(error));
  }
}).listen(Number(PORT), () => console.log(`The sample app listens at ${PUBLIC}`));
