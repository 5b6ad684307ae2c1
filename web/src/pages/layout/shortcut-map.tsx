import { keyName } from '../../lib/key-names.ts';
import { liveShortcuts } from '../../lib/shortcuts.ts';
import { Keys } from '../../ui/bits.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useLayoutWords } from './words.ts';

/** Every shortcut that works right now. */
export function ShortcutMap({ onClose }: { onClose: () => void }) {
  const words = useLayoutWords();
  const shortcuts = liveShortcuts();
  const groups = [...new Set(shortcuts.map((s) => s.group))];
  return (
    <Dialog open onClose={onClose} title={words.shortcuts}>
      {groups.map((group) => (
        <section key={group} className="mb-4">
          <h3 className="mb-1 text-small text-text-3">{group}</h3>
          <dl>
            {shortcuts
              .filter((s) => s.group === group)
              .map((s) => (
                <div
                  key={s.keys}
                  className="flex items-center justify-between border-b border-line/60 py-1.5 text-dense"
                >
                  <dt>{s.label}</dt>
                  <dd>
                    <Keys>{keyName(s.keys)}</Keys>
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
