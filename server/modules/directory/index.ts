// The door of directory: companies, departments, members, and who may see whom.
import { directory as contract } from '@teahouse/contract/directory';
import { defineModule } from '../../kernel/module.ts';
import { getMembers } from './get-members.ts';
import { searchMembers } from './search-members.ts';

export { addMember } from './add-member.ts';
export { avatarFiles, avatarPath, setAvatarFile } from './avatar-file.ts';
export { visibleMembers } from './directory.access.ts';
export { briefsOf } from './directory.present.ts';
export { foundCorp } from './found-corp.ts';
export { spellingOf } from './spelling.ts';

export const directory = defineModule({
  name: 'directory',
  migrations: new URL('./migrations/', import.meta.url),
  contract,
  handlers: { getMembers, searchMembers },
});
