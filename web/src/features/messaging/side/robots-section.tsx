// The robots of a group: who there is, their addresses, and adding one.
import { Bot, Plus } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { Robot } from '../../../../../contract/src/robots.ts';
import { api } from '../../../lib/api.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Tag } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import type { Chat } from '../model.ts';
import { useProgramWords } from '../program/words.ts';
import { later } from '../running.ts';
import { RobotDialog } from './robot-dialog.tsx';

export function RobotsSection({ chat }: { chat: Chat }) {
  const words = useProgramWords();
  const [robots, setRobots] = useState<readonly Robot[]>([]);
  const [mayAdd, setMayAdd] = useState(false);
  const [open, setOpen] = useState<Robot | 'new' | null>(null);
  const chatId = chat.id;
  const load = useCallback(() => {
    api.robots
      .listRobots({ chatId })
      .then((found) => {
        setRobots(found.robots);
        setMayAdd(found.mayAdd);
      })
      .catch(later);
  }, [chatId]);
  useEffect(load, [load]);
  if (robots.length === 0 && !mayAdd) return null;
  return (
    <section className="border-t border-line px-4 py-3">
      <div className="mb-1 flex items-center gap-2">
        <Bot aria-hidden className="size-4 text-text-3" />
        <h3 className="flex-1 text-dense font-medium">{words.robots}</h3>
        {mayAdd && (
          <Button
            size="small"
            look="plain"
            icon={<Plus aria-hidden className="size-3.5" />}
            onClick={() => setOpen('new')}
          >
            {words.addRobot}
          </Button>
        )}
      </div>
      {robots.length === 0 ? (
        <p className="text-small text-text-3">{words.none}</p>
      ) : (
        <ul className="-mx-2">
          {robots.map((robot) => (
            <li key={robot.id}>
              <button
                type="button"
                onClick={() => setOpen(robot)}
                className="flex w-full items-center gap-3 rounded-chip px-2 py-1.5 text-left hover:bg-hover"
              >
                <Avatar id={robot.id} name={robot.name} src={robot.avatar} size={32} />
                <span className="min-w-0 flex-1 truncate text-dense">{robot.name}</span>
                {!robot.enabled && <Tag>{words.stopped}</Tag>}
                <Tag>{words.kinds[robot.kind]}</Tag>
              </button>
            </li>
          ))}
        </ul>
      )}
      {open && (
        <RobotDialog
          chatId={chatId}
          robot={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
          onChanged={(next) => {
            setOpen(next);
            load();
          }}
        />
      )}
    </section>
  );
}
