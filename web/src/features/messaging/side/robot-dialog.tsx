import { Copy, RefreshCw, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Robot, RobotKind } from '../../../../../contract/src/robots.ts';
import { api, failureText } from '../../../lib/api.ts';
import { copyText } from '../../../lib/clipboard.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input } from '../../../ui/input.tsx';
import { confirm, toast } from '../../../ui/overlays.ts';
import { Choice, Switch } from '../../../ui/toggle.tsx';
import { useNaming } from '../naming.ts';
import { useProgramWords } from '../program/words.ts';
import { uploadFile } from '../upload.ts';

type ChatId = `chat_${string}`;
interface RobotDialogProps {
  chatId: ChatId;
  /** null: a new one */
  robot: Robot | null;
  onClose: () => void;
  /** the robot as it is now, or null where it is gone */
  onChanged: (robot: Robot | null) => void;
}

/** Adds a robot, or shows one: its address for those who may know it, and what can be changed. */
export function RobotDialog({ chatId, robot, onClose, onChanged }: RobotDialogProps) {
  const words = useProgramWords();
  const naming = useNaming([robot?.by ?? undefined]);
  const [name, setName] = useState(robot?.name ?? '');
  const [kind, setKind] = useState<RobotKind>(robot?.kind ?? 'wecom');
  const [signed, setSigned] = useState(robot?.secret != null);
  const [keywords, setKeywords] = useState(robot?.keywords.join(' ') ?? '');
  const [picture, setPicture] = useState<`file_${string}` | undefined>();
  const [busy, setBusy] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const mayChange = robot === null || robot.url !== null;

  const attempt = async (run: () => Promise<Robot | null>) => {
    setBusy(true);
    try {
      onChanged(await run());
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
    setBusy(false);
  };
  const save = () =>
    attempt(async () => {
      const given = { chatId, name: name.trim(), ...(picture ? { picture } : {}) };
      if (robot === null) return await api.robots.addRobot({ ...given, kind, signed });
      const list = keywords
        .split(/[\s,，、]+/)
        .filter(Boolean)
        .slice(0, 10);
      await api.robots.changeRobot({ ...given, robotId: robot.id, signed, keywords: list });
      return null;
    });
  const renew = async () => {
    if (robot && (await confirm({ title: words.renewSure, text: words.renewText, action: words.renew })))
      await attempt(() => api.robots.renewRobot({ chatId, robotId: robot.id }));
  };
  const remove = async () => {
    if (!robot) return;
    const sure = await confirm({
      title: words.removeSure(robot.name),
      text: words.removeText,
      action: words.remove,
      danger: true,
    });
    if (sure)
      await attempt(async () => {
        await api.robots.removeRobot({ chatId, robotId: robot.id });
        return null;
      });
  };
  const upload = async (file: File) => {
    const outcome = await uploadFile(file, file.name, {
      onStart: () => undefined,
      onProgress: () => undefined,
    });
    if (outcome.state === 'done') setPicture(outcome.file.fileId as `file_${string}`);
    else if (outcome.state === 'refused') toast(outcome.text, { tone: 'danger' });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={robot?.name ?? words.addRobot}
      description={robot?.by ? words.addedBy(naming.nameOf(robot.by)) : undefined}
      footer={
        mayChange && (
          <>
            {robot && (
              <Button
                className="mr-auto text-danger"
                icon={<Trash2 aria-hidden className="size-4" />}
                onClick={() => void remove()}
              >
                {words.remove}
              </Button>
            )}
            <Button onClick={onClose}>{words.cancel}</Button>
            <Button look="solid" busy={busy} disabled={!name.trim()} onClick={() => void save()}>
              {robot ? words.save : words.add}
            </Button>
          </>
        )
      }
    >
      {!mayChange ? (
        <p className="text-dense text-text-2">{words.hidden}</p>
      ) : (
        <div className="flex flex-col gap-4">
          {robot?.url && (
            <Address label={words.address} hint={words.addressHint} value={robot.url}>
              <IconButton label={words.renew} onClick={() => void renew()}>
                <RefreshCw aria-hidden className="size-4" />
              </IconButton>
            </Address>
          )}
          {robot?.secret && <Address label={words.secret} value={robot.secret} />}
          <div className="flex items-end gap-3">
            <Avatar
              id={robot?.id ?? 'bot_new'}
              name={name || '?'}
              src={picture ? `/api/files/${picture}` : (robot?.avatar ?? null)}
              size={36}
            />
            <Field label={words.robotName} required className="flex-1">
              <Input value={name} maxLength={40} onChange={(e) => setName(e.target.value)} />
            </Field>
            <Button onClick={() => chooser.current?.click()}>{words.pickPicture}</Button>
            <input
              ref={chooser}
              type="file"
              accept="image/png,image/jpeg,image/webp"
              hidden
              aria-label={words.robotPicture}
              onChange={(e) => {
                const file = e.target.files?.[0];
                e.target.value = '';
                if (file) void upload(file);
              }}
            />
          </div>
          {robot === null && (
            <div className="flex flex-col gap-1.5">
              <span className="text-dense font-medium text-text-2">{words.robotKind}</span>
              <Choice
                label={words.robotKind}
                value={kind}
                onValue={setKind}
                className="self-start"
                options={(['wecom', 'dingtalk', 'feishu'] as const).map((k) => ({
                  value: k,
                  label: words.kinds[k],
                }))}
              />
            </div>
          )}
          {kind !== 'wecom' && (
            <div className="flex items-center gap-3 text-dense">
              <span className="min-w-0 flex-1">
                {words.signed}
                <span className="block text-small text-text-3">{words.signedHint}</span>
              </span>
              <Switch aria-label={words.signed} checked={signed} onChecked={setSigned} />
            </div>
          )}
          {robot && (
            <>
              <Field label={words.keywords} hint={words.keywordsHint} optional>
                <Input value={keywords} onChange={(e) => setKeywords(e.target.value)} />
              </Field>
              <div className="flex items-center gap-3 text-dense">
                <span className="flex-1">{words.enabled}</span>
                <Switch
                  aria-label={words.enabled}
                  checked={robot.enabled}
                  onChecked={(enabled) =>
                    void attempt(() => api.robots.changeRobot({ chatId, robotId: robot.id, enabled }))
                  }
                />
              </div>
            </>
          )}
        </div>
      )}
    </Dialog>
  );
}

function Address({
  label,
  hint,
  value,
  children,
}: {
  label: string;
  hint?: string;
  value: string;
  children?: React.ReactNode;
}) {
  const words = useProgramWords();
  const copy = async () => {
    await copyText(value);
    toast(words.copied, { tone: 'ok' });
  };
  return (
    <Field label={label} hint={hint}>
      <div className="flex items-center gap-1">
        <Input
          readOnly
          value={value}
          aria-label={label}
          className="font-mono text-small"
          onFocus={(e) => e.target.select()}
        />
        <IconButton label={words.copy} onClick={() => void copy()}>
          <Copy aria-hidden className="size-4" />
        </IconButton>
        {children}
      </div>
    </Field>
  );
}
