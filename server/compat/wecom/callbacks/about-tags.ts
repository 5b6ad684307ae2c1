import { tagHoldsChanged } from '@teahouse/contract/directory';
import { subscribe } from '../../../kernel/module.ts';
import { listenersAbout } from '../../../modules/callbacks/index.ts';
import { departmentFacts, memberFacts, tagFacts } from '../../../modules/directory/index.ts';
import { tell } from './tell.ts';

/** Who entered or left a tag, to every app as far as its range reaches. */
export const tellTag = subscribe(
  'wecom.tell_tag',
  tagHoldsChanged,
  async (work, { tagId, on, memberIds, departmentIds }) => {
    const apps = await listenersAbout(work, 'anything');
    if (apps.length === 0) return;
    const tag = (await tagFacts(work)).find((t) => t.id === tagId);
    if (!tag) return;
    for (const app of apps) {
      const users = (await memberFacts(work, app.visible, memberIds)).map((m) => m.userid);
      const parties: number[] = [];
      for (const only of departmentIds)
        parties.push(...(await departmentFacts(work, app.visible, { only })).map((d) => d.no));
      if (users.length + parties.length === 0) continue;
      const [userItems, partyItems] = [users.join(','), parties.join(',')];
      await tell(work, [app], {
        from: 'sys',
        type: 'event',
        what: 'change_contact/update_tag',
        fields: [
          ['Event', 'change_contact'],
          ['ChangeType', 'update_tag'],
          ['TagId', tag.no],
          ['AddUserItems', on ? userItems : ''],
          ['DelUserItems', on ? '' : userItems],
          ['AddPartyItems', on ? partyItems : ''],
          ['DelPartyItems', on ? '' : partyItems],
        ],
      });
    }
  },
);
