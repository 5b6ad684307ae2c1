import { useState } from 'react';
import type { DepartmentNode } from '../../../../contract/src/directory.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { administeredDepartments, DepartmentTree } from './department-tree.tsx';
import { useDirectoryWords } from './words.ts';

export type PickedDepartment = Pick<DepartmentNode, 'id' | 'name'>;

/** Asks for one of the departments the administrator is responsible for. */
export function DepartmentPicker({
  open,
  title,
  onPick,
  onClose,
}: {
  open: boolean;
  title: string;
  onPick: (department: PickedDepartment) => void;
  onClose: () => void;
}) {
  const words = useDirectoryWords();
  const [chosen, setChosen] = useState<DepartmentNode | null>(null);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="solid" disabled={!chosen} onClick={() => chosen && onPick(chosen)}>
            {words.done}
          </Button>
        </>
      }
    >
      <div className="pane h-80 rounded-box border border-line">
        <DepartmentTree load={administeredDepartments} selected={chosen?.id ?? null} onSelect={setChosen} />
      </div>
    </Dialog>
  );
}
