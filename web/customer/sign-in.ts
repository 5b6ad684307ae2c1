// Being known on another phone: a code to the phone or mailbox. Loaded with the page about me, so that the first message waits for none of it.
import { ask, type Here, Refused, wechatUrl } from './ask.ts';
import { el } from './dom.ts';
import { locale } from './words.ts';

const words = {
  zh: {
    title: '换手机也认得我',
    sms: '手机号',
    email: '邮箱',
    send: '发送验证码',
    code: '验证码',
    enter: '确认',
    sent: '验证码已发送，10 分钟内有效',
    failed: '没有发出，请稍后再试',
    wechat: '用微信认得我',
  },
  en: {
    title: 'Know me on another phone',
    sms: 'Phone number',
    email: 'Mail address',
    send: 'Send a code',
    code: 'Code',
    enter: 'Confirm',
    sent: 'The code is on its way; it works for 10 minutes',
    failed: 'It was not sent; please try again later',
    wechat: 'Know me by my WeChat',
  },
}[locale];

type Way = 'sms' | 'email';

/** Empty where this installation offers no way. `known` is called with what holds after a code was right. */
export function signInPart(known: (now: Here) => void): HTMLElement {
  const codes = el('div');
  const wechat = el('div');
  const part = el('section', { class: 'card', hidden: true }, el('h2', {}, words.title), wechat, codes);
  void ask<Record<Way, boolean>>('GET', '/sign-in').then(
    (ways) => {
      const offered = (['sms', 'email'] as const).filter((way) => ways[way]);
      if (offered.length > 0) part.hidden = false;
      codes.replaceChildren(...offered.map((way) => wayForm(way, known)));
    },
    () => undefined,
  );
  // WeChat tells who somebody is in its own browser alone.
  if (/MicroMessenger/i.test(navigator.userAgent))
    void ask<{ offered: boolean }>('GET', '/wechat').then(
      ({ offered }) => {
        if (!offered) return;
        part.hidden = false;
        wechat.append(el('a', { class: 'send', href: wechatUrl }, words.wechat));
      },
      () => undefined,
    );
  return part;
}

function wayForm(way: Way, known: (now: Here) => void): HTMLElement {
  const said = el('p', { role: 'status' });
  const address = el('input', {
    id: `address-${way}`,
    type: way === 'sms' ? 'tel' : 'email',
    autocomplete: way === 'sms' ? 'tel' : 'email',
    required: true,
    maxlength: '200',
  });
  const code = el('input', {
    id: `code-${way}`,
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    pattern: '\\d{6}',
    maxlength: '6',
    required: true,
  });
  const trying = async (run: () => Promise<void>) => {
    try {
      await run();
    } catch (error) {
      said.textContent = error instanceof Refused ? error.message : words.failed;
    }
  };
  const enter = el(
    'form',
    {
      hidden: true,
      onsubmit: (e: SubmitEvent) => {
        e.preventDefault();
        void trying(async () => known(await ask<Here>('POST', '/sign-in', { way, code: code.value })));
      },
    },
    el('label', { for: code.id }, words.code),
    code,
    el('button', { type: 'submit', class: 'send' }, words.enter),
  );
  const send = el(
    'form',
    {
      onsubmit: (e: SubmitEvent) => {
        e.preventDefault();
        void trying(async () => {
          await ask('POST', '/sign-in/code', { way, address: address.value, locale });
          said.textContent = words.sent;
          enter.hidden = false;
          code.focus();
        });
      },
    },
    el('label', { for: address.id }, words[way]),
    address,
    el('button', { type: 'submit', class: 'send' }, words.send),
  );
  return el('div', {}, send, enter, said);
}
