import { plural } from '../../lib/texts.ts';
import type { NoticeWords } from './zh.ts';

export const en: NoticeWords = {
  device: 'Push to this device',
  deviceHint: 'Know that somebody needs you when you are elsewhere',
  devices: {
    unsupported: 'This browser knows no push; on a phone, add Teahouse to the home screen first',
    denied: 'The browser forbids notifications; allow them in its site settings',
    failed: 'That did not work; please try again later',
  },
  test: 'Send one to try',
  tested: (n) => (n === 0 ? 'No device takes pushes yet' : `Sent to ${plural(n, 'device', 'devices')}`),
  push: 'Push',
  pushHint: 'Off: none of your devices gets any',
  mentionsOnly: 'In groups, only when mentioned',
  mentionsOnlyHint: 'Direct messages notify as always',
  hide: 'Hide content',
  hideHint: 'Pushes and mails say that something came, not from whom or what',
  hideForced: 'Your company hides content for everybody',
  quiet: 'Quiet hours',
  quietHint: 'No pushes then, and none afterwards for what was said then',
  from: 'From',
  to: 'To',
  nextDay: '(next day)',
  days: 'Days',
  dayNames: 'MTWTFSS',
  needDay: 'Choose at least one day',
  dnd: 'Do not disturb',
  dndOff: 'End it',
  dndFor: { hour: '1 hour', morning: 'Until 8 am', week: 'A week' },
  dndUntil: (when) => `Nobody disturbs you until ${when}`,
  digest: 'Mail digest',
  digestHint: 'Unread direct messages and mentions, sent to my mailbox',
  digestNone: 'There is no mail server, or you have no address',
  digests: { off: 'Never', hourly: 'Hourly', daily: 'Every morning' },
  outward: {
    hide: 'Hide message content in pushes and mails',
    hideHint: 'For everybody in the company; members may also choose it for themselves',
    previews: 'Link previews',
    previewsHint:
      'The server reads title and picture of a page, so the site never sees your members; inner addresses are never asked',
  },
};
