import type { CustomField } from '@teahouse/contract/directory-admin';
import type { MemberFacts } from '../../../modules/directory/index.ts';

const statuses = { active: 1, disabled: 2, invited: 4, left: 5 } as const;
const genders = { '': '0', male: '1', female: '2' } as const;

export interface RecordContext {
  fields: readonly CustomField[];
  /** the app may see what is personal */
  sensitive: boolean;
  /** where a picture can be fetched without a session; '' for none */
  pictureUrl: (fileId: string | null) => string;
}

/** A member as `user/simplelist` tells one. */
export const simpleRecord = (m: MemberFacts) => ({
  userid: m.userid,
  name: m.name,
  department: m.places.map((p) => p.no),
  open_userid: '',
});

/** A member as `user/get` tells one. */
export function memberRecord(m: MemberFacts, { fields, sensitive, pictureUrl }: RecordContext): object {
  const avatar = sensitive ? pictureUrl(m.avatarFile) : '';
  return {
    userid: m.userid,
    name: m.name,
    alias: m.alias,
    department: m.places.map((p) => p.no),
    order: m.places.map((p) => p.order),
    is_leader_in_dept: m.places.map((p) => Number(p.leader)),
    main_department: m.places.find((p) => p.main)?.no ?? m.places[0]?.no ?? 1,
    direct_leader: m.manager === null ? [] : [m.manager],
    position: m.position,
    telephone: m.phone,
    status: statuses[m.status],
    enable: Number(m.status !== 'disabled'),
    open_userid: '',
    extattr: { attrs: fields.flatMap((f) => attrOf(f, m.custom[f.id])) },
    external_position: m.outward.position ?? '',
    external_profile: m.outward.profile ?? {},
    ...(sensitive
      ? {
          mobile: m.mobile ?? '',
          gender: genders[m.gender],
          email: m.email ?? '',
          biz_mail: m.outward.bizMail ?? '',
          ...(m.outward.bizMailAlias ? { biz_mail_alias: m.outward.bizMailAlias } : {}),
          address: m.address,
          avatar,
          thumb_avatar: avatar,
          qr_code: '',
        }
      : {}),
  };
}

function attrOf({ kind, name }: CustomField, value: string | undefined): object[] {
  if (value === undefined || value === '') return [];
  return kind === 'url'
    ? [{ type: 1, name, web: { url: value, title: name } }]
    : [{ type: 0, name, value, text: { value } }];
}
