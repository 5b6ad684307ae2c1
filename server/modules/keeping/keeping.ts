import { Keeping, keeping } from '@teahouse/contract/keeping';
import { implement, implementRaw } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { corpSetting, setCorpSetting } from '../directory/index.ts';
import { keptByKind, largestPlaces } from '../files/index.ts';
import { chatTitles } from '../messaging/index.ts';

const SETTING = 'keeping';
const Kept = Keeping.default({ messageDays: null, fileDays: null, hold: null });

export const keepingOf = (work: Work) => corpSetting(work, SETTING, Kept);

export const getKeeping = implement(keeping.getKeeping, keepingOf);

export const setKeeping = implement(keeping.setKeeping, async (work, wanted) => {
  const before = await keepingOf(work);
  await setCorpSetting(work, SETTING, wanted);
  await work.audit({ action: 'keeping.changed', detail: { before, after: wanted } });
  return wanted;
});

export const getStorage = implementRaw(keeping.getStorage, async (call) => {
  const disk = await call.ports.blobs.space();
  return await call.work(async (work) => {
    const [kinds, places] = await Promise.all([keptByKind(work), largestPlaces(work, 'chat', 10)]);
    const titles = await chatTitles(
      work,
      places.map((p) => p.id),
    );
    return {
      bytes: kinds.reduce((sum, k) => sum + k.bytes, 0),
      files: kinds.reduce((sum, k) => sum + k.files, 0),
      disk: disk ?? null,
      kinds,
      chats: places.flatMap(({ id, bytes, files }) => {
        const chat = titles.get(id);
        return chat ? [{ ...chat, bytes, files }] : [];
      }),
    };
  });
});
