import type { CustomKind } from '@teahouse/contract/directory';

/**
 * A mobile as it is stored: eleven digits in mainland China, '+' and country code elsewhere; undefined when it is neither.
 * Spaces, dashes, brackets and the +86 of a mainland number are dropped.
 */
export function plainMobile(text: string): string | undefined {
  const bare = text.replaceAll(/[\s\-()（）]/g, '').replace(/^00/, '+');
  const mainland = bare.replace(/^\+86(?=1\d{10}$)/, '').replace(/^86(?=1\d{10}$)/, '');
  if (/^1\d{10}$/.test(mainland)) return mainland;
  return /^\+(?!86)[1-9]\d{6,14}$/.test(bare) ? bare : undefined;
}

/** One @, a host with a dot, no spaces: what a mail server would take without quoting. */
export function isEmail(text: string): boolean {
  return (
    text.length <= 254 &&
    /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/.test(
      text,
    ) &&
    !/^\.|\.\.|\.@/.test(text)
  );
}

export const isUserid = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_\-@.]{0,63}$/.test(text);

/** Does a value fit the kind of its field? Empty always does: it means there is none. */
export function customFits(kind: CustomKind, options: readonly string[], value: string): boolean {
  if (value === '') return true;
  switch (kind) {
    case 'text':
      return true;
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(value);
    case 'date':
      return isDay(value);
    case 'select':
      return options.includes(value);
    case 'url':
      return /^https?:\/\/[^\s]+$/i.test(value) && URL.canParse(value);
  }
}

function isDay(text: string): boolean {
  const [, y, m, d] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (!y) return false;
  const at = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d)));
  return at.getUTCMonth() === Number(m) - 1 && at.getUTCDate() === Number(d);
}

/** A handle for somebody who was given none: the pinyin of the name, with a number where it is taken. */
export function useridFrom(pinyin: string, taken: (userid: string) => boolean): string {
  const base = pinyin.replaceAll(/[^a-z0-9]/g, '').slice(0, 40) || 'member';
  for (let n = 1; ; n++) {
    const userid = n === 1 ? base : `${base}${n}`;
    if (!taken(userid)) return userid;
  }
}
