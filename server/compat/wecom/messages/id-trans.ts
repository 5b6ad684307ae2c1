import type { Work } from '../../../kernel/work.ts';
import type { App } from '../../../modules/apps/index.ts';
import {
  departmentFacts,
  departmentsByNo,
  memberFacts,
  membersByUserid,
} from '../../../modules/directory/index.ts';

const MARK = /\$(userName|departmentName)=([^$\s]{1,64})\$/g;

/** The same message with names in place of `$userName=ID$` and `$departmentName=NO$`, as far as the app may see them; the others stay. */
export async function withNames<T extends object>(work: Work, app: App, message: T): Promise<T> {
  const found = [...JSON.stringify(message).matchAll(MARK)].map(([, kind, id]) => ({ kind, id: id! }));
  if (found.length === 0) return message;
  const names = new Map<string, string>();
  const userids = found.filter((f) => f.kind === 'userName').map((f) => f.id);
  const ids = [...(await membersByUserid(work, userids)).values()];
  for (const m of await memberFacts(work, app.visible, ids))
    names.set(`userName=${m.userid.toLowerCase()}`, m.name);
  const nos = found.filter((f) => f.kind === 'departmentName').map((f) => Number(f.id));
  for (const [no, only] of await departmentsByNo(work, nos.filter(Number.isSafeInteger)))
    for (const d of await departmentFacts(work, app.visible, { only }))
      names.set(`departmentName=${no}`, d.name);
  const named = (text: string) =>
    text.replaceAll(
      MARK,
      (whole, kind: string, id: string) => names.get(`${kind}=${id.toLowerCase()}`) ?? whole,
    );
  return eachText(message, named) as T;
}

function eachText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => eachText(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, eachText(inner, change)]));
}
