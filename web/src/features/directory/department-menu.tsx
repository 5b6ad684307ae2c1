import { FolderPlus, Pencil, Trash2 } from 'lucide-react';
import type { DepartmentNode } from '../../../../contract/src/directory.ts';
import { api, failureText } from '../../lib/api.ts';
import { confirm, openMenu, toast } from '../../ui/overlays.ts';
import type { DirectoryWords } from './zh.ts';

/** What can be done to a department. */
export function openDepartmentMenu(
  at: Element,
  department: DepartmentNode,
  words: DirectoryWords,
  on: { onEdit: (what: 'new' | 'change') => void; onChanged: () => void },
): void {
  const remove = async () => {
    const yes = await confirm({
      title: words.admin.removeDepartmentSure(department.name),
      action: words.remove,
      danger: true,
    });
    if (!yes) return;
    try {
      await api.directoryAdmin.removeDepartment({ departmentId: department.id });
      on.onChanged();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  openMenu({
    at,
    label: words.admin.departmentMenu,
    items: [
      { label: words.admin.addDepartment, icon: <FolderPlus />, onSelect: () => on.onEdit('new') },
      { label: words.admin.editDepartment, icon: <Pencil />, onSelect: () => on.onEdit('change') },
      ...(department.parentId
        ? [
            'line' as const,
            {
              label: words.admin.removeDepartment,
              icon: <Trash2 />,
              danger: true,
              onSelect: () => void remove(),
            },
          ]
        : []),
    ],
  });
}
