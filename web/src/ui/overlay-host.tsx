// Draws the menus, popovers and questions asked for through overlays.ts. Loaded on idle or on first need.
import { Menu } from '@base-ui/react/menu';
import { Popover } from '@base-ui/react/popover';
import { Check } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { keyName } from '../lib/key-names.ts';
import { Button } from './button.tsx';
import { cx } from './cx.ts';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import { Input, Textarea } from './input.tsx';
import {
  closeMenu,
  closePopover,
  useOverlays,
  type Anchor,
  type MenuEntry,
  type MenuItem,
} from './overlays.ts';
import { useUiWords } from './words.ts';

const anchorOf = (at: Anchor) =>
  at instanceof Element
    ? at
    : { getBoundingClientRect: () => DOMRect.fromRect({ x: at.x, y: at.y, width: 0, height: 0 }) };

const popup =
  'z-40 rounded-box bg-raised shadow-2 ring-1 ring-line outline-none transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0';
const row =
  'flex min-h-8 cursor-default items-center gap-2.5 rounded-chip px-2.5 py-1 text-dense outline-none select-none touch:min-h-11 data-disabled:opacity-50';

function ItemFace({ item, mark }: { item: MenuItem; mark?: ReactNode }) {
  return (
    <>
      <span aria-hidden className="inline-flex w-4 shrink-0 justify-center text-text-3 [&>svg]:size-4">
        {mark ?? item.icon}
      </span>
      <span className="min-w-0 flex-1 truncate">{item.label}</span>
      {item.keys && (
        <span aria-hidden className="ml-3 text-tiny text-text-3 touch:hidden">
          {keyName(item.keys)}
        </span>
      )}
    </>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry === 'line') return <Menu.Separator className="mx-2 my-1 h-px bg-line" />;
  if ('title' in entry) return <div className="px-2.5 pt-1.5 pb-1 text-tiny text-text-3">{entry.title}</div>;
  const look = cx(
    row,
    entry.danger ? 'text-danger data-highlighted:bg-danger-soft' : 'data-highlighted:bg-hover',
  );
  if (entry.checked !== undefined)
    return (
      <Menu.CheckboxItem
        checked={entry.checked}
        disabled={entry.disabled ?? false}
        closeOnClick
        onCheckedChange={entry.onSelect}
        className={look}
      >
        <ItemFace item={entry} mark={entry.checked ? <Check className="text-accent" /> : <span />} />
      </Menu.CheckboxItem>
    );
  return (
    <Menu.Item disabled={entry.disabled ?? false} onClick={entry.onSelect} className={look}>
      <ItemFace item={entry} />
    </Menu.Item>
  );
}

function MenuHost() {
  const menu = useOverlays((s) => s.menu);
  // The last menu stays drawn while it fades.
  const [shown, setShown] = useState(menu);
  if (menu && menu !== shown) setShown(menu);
  if (!shown) return null;
  return (
    <Menu.Root open={menu !== null} onOpenChange={(open) => !open && closeMenu()} modal={false}>
      <Menu.Portal>
        <Menu.Positioner
          anchor={anchorOf(shown.at)}
          side="bottom"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-40 outline-none"
        >
          <Menu.Popup aria-label={shown.label} className={cx(popup, 'max-w-72 min-w-44 p-1')}>
            {shown.head?.(closeMenu)}
            {shown.items.map((entry, i) => (
              <Entry key={i} entry={entry} />
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function PopoverHost() {
  const popover = useOverlays((s) => s.popover);
  const [shown, setShown] = useState(popover);
  if (popover && popover !== shown) setShown(popover);
  if (!shown) return null;
  return (
    <Popover.Root open={popover !== null} onOpenChange={(open) => !open && closePopover()}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchorOf(shown.at)}
          side="bottom"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          className="z-40 outline-none"
        >
          <Popover.Popup aria-label={shown.label} className={cx(popup, 'max-w-[calc(100vw-16px)]')}>
            {shown.content(closePopover)}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function QuestionHost() {
  const dialog = useOverlays((s) => s.dialog);
  const words = useUiWords();
  const [value, setValue] = useState('');
  const [asked, setAsked] = useState(dialog);
  if (dialog && dialog !== asked) {
    setAsked(dialog);
    setValue(dialog.input?.value ?? '');
  }
  if (!asked) return null;
  const { input } = asked;
  const blocked = input !== undefined && input.required !== false && !value.trim();
  const submit = () => !blocked && asked.answer(input ? value.trim() : '');
  const control = { value, maxLength: input?.maxLength, autoFocus: true };
  return (
    <Dialog
      open={dialog !== null}
      onClose={() => asked.answer(null)}
      title={asked.title}
      description={asked.text}
      size="small"
      footer={
        <>
          <Button onClick={() => asked.answer(null)}>{words.cancel}</Button>
          <Button look={asked.danger ? 'danger' : 'solid'} disabled={blocked} onClick={submit}>
            {asked.action ?? words.confirm}
          </Button>
        </>
      }
    >
      {input && (
        <form
          onSubmit={(e) => {
            e.preventDefault();
            submit();
          }}
        >
          <Field label={input.label}>
            {input.multiline ? (
              <Textarea {...control} onChange={(e) => setValue(e.target.value)} />
            ) : (
              <Input {...control} onChange={(e) => setValue(e.target.value)} />
            )}
          </Field>
        </form>
      )}
    </Dialog>
  );
}

export function OverlayHost() {
  return (
    <>
      <MenuHost />
      <PopoverHost />
      <QuestionHost />
    </>
  );
}
