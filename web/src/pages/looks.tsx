// Every part of the kit on one page, for eyes and for the accessibility test. Not linked from the app.
import { Bell, Bold, Copy, Inbox, Italic, List, Pencil, Trash2, UsersRound } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { setTheme, theme, type Theme } from '../lib/device-settings.ts';
import { Avatar, GroupAvatar } from '../ui/avatar.tsx';
import { Badge, Empty, Keys, RowsSkeleton, Skeleton, Tag, Toolbar } from '../ui/bits.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Combobox } from '../ui/combobox.tsx';
import { CommandPalette } from '../ui/command-palette.tsx';
import { DataTable, type Sorting } from '../ui/data-table.tsx';
import { Dialog, Drawer } from '../ui/dialog.tsx';
import { EmojiPicker } from '../ui/emoji-picker.tsx';
import { Field } from '../ui/field.tsx';
import { Input, SearchInput, Select, Textarea } from '../ui/input.tsx';
import { MemberPicker, type Person } from '../ui/member-picker.tsx';
import { ask, confirm, openMenu, openPopover, toast } from '../ui/overlays.ts';
import { Splitter, usePaneWidth } from '../ui/splitter.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { Checkbox, Choice, Switch } from '../ui/toggle.tsx';
import { avatarColours, colours } from '../ui/tokens.ts';
import { Tree, type TreeNode } from '../ui/tree.tsx';

const names = [
  '林小满',
  '周知远',
  '陈阿茶',
  '王若水',
  '赵一鸣',
  '孙悦',
  '李想',
  '吴桐',
  'Ada Lovelace',
  'Grace H',
  '郑和',
  '欧阳修',
];
const people: Person[] = names.map((name, i) => ({
  id: `mbr_looks${i}`,
  name,
  hint: i % 2 ? '产品部' : '工程部',
}));
const rows = Array.from({ length: 5_000 }, (_, i) => ({
  id: `r${i}`,
  name: names[i % names.length] ?? '',
  dept: `部门 ${1 + (i % 96)}`,
  mobile: `138${String(10_000_000 + i)}`,
  days: i % 400,
}));
const tree: TreeNode[] = Array.from({ length: 6 }, (_, i) => ({
  id: `d${i}`,
  label: `事业部 ${i + 1}`,
  children: Array.from({ length: 40 }, (_, j) => ({ id: `d${i}-${j}`, label: `小组 ${i + 1}.${j + 1}` })),
}));

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="rounded-card bg-surface p-5 ring-1 ring-line">
      <h2 className="mb-3 text-small font-medium text-text-3">{title}</h2>
      <div className="flex flex-wrap items-center gap-3">{children}</div>
    </section>
  );
}

export function LooksPage() {
  const [look, setLook] = useState<Theme>(theme());
  const [on, setOn] = useState(true);
  const [query, setQuery] = useState('');
  const [tab, setTab] = useState<'one' | 'two'>('one');
  const [picked, setPicked] = useState<Person[]>([]);
  const [combo, setCombo] = useState<string | null>('sh');
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set(['r1']));
  const [sorting, setSorting] = useState<Sorting | undefined>({ by: 'name', down: false });
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(['d0']));
  const [node, setNode] = useState<string | null>('d0-1');
  const [shown, setShown] = useState<'dialog' | 'drawer' | 'palette' | null>(null);
  const pane = usePaneWidth('side-width', 220, 140, 400);
  const find = async (q: string) => people.filter((p) => p.name.includes(q));
  return (
    <div className="mx-auto grid w-full max-w-270 gap-4 p-6">
      <header className="flex items-center justify-between">
        <h1 className="text-large font-medium">器物 Looks</h1>
        <Choice<Theme>
          label="Theme"
          value={look}
          onValue={(next) => {
            setTheme(next);
            setLook(next);
          }}
          options={[
            { value: 'system', label: 'System' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
        />
      </header>
      <Part title="Colour">
        {Object.keys(colours).map((c) => (
          <div key={c} className="flex items-center gap-1.5 text-tiny text-text-2">
            <span className="size-6 rounded-chip ring-1 ring-line" style={{ background: `var(--c-${c})` }} />
            {c}
          </div>
        ))}
      </Part>
      <Part title="Button">
        <Button look="solid">发送</Button>
        <Button look="soft">柔和</Button>
        <Button>描边</Button>
        <Button look="plain">朴素</Button>
        <Button look="danger">解散群聊</Button>
        <Button look="solid" busy>
          保存
        </Button>
        <Button disabled>停用</Button>
        <Button size="small" icon={<Pencil aria-hidden className="size-3.5" />}>
          小
        </Button>
        <IconButton label="通知" keys="mod+b">
          <Bell aria-hidden className="size-4" />
        </IconButton>
        <IconButton label="已按下" active>
          <Bold aria-hidden className="size-4" />
        </IconButton>
      </Part>
      <Part title="Field">
        <Field label="姓名" hint="显示给同事" className="w-56">
          <Input defaultValue="林小满" />
        </Field>
        <Field label="手机" error="手机号已被周知远使用" required className="w-56">
          <Input defaultValue="13800000000" />
        </Field>
        <Field label="语言" optional className="w-40">
          <Select
            options={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
        </Field>
        <Field label="城市" className="w-52">
          <Combobox
            value={combo}
            onValue={setCombo}
            options={[
              { value: 'sh', label: '上海', hint: 'Shanghai' },
              { value: 'bj', label: '北京', hint: 'Beijing' },
              { value: 'cd', label: '成都', hint: 'Chengdu' },
            ]}
          />
        </Field>
        <Field label="公告" className="w-72">
          <Textarea defaultValue="周五下午三点，茶水间见。" />
        </Field>
        <SearchInput label="搜索会话" value={query} onValue={setQuery} className="w-56" />
      </Part>
      <Part title="Switch, checkbox, choice">
        <Switch checked={on} onChecked={setOn} aria-label="消息免打扰" />
        <Checkbox checked={on} onChecked={setOn}>
          置顶聊天
        </Checkbox>
        <Checkbox checked={false} mixed onChecked={() => setOn(!on)}>
          部分选中
        </Checkbox>
      </Part>
      <Part title="Avatar, badge, tag">
        {people.map((p) => (
          <Avatar key={p.id} id={p.id} name={p.name} online={p.hint === '工程部'} />
        ))}
        <GroupAvatar id="chat_looks" name="产品周会" people={people.slice(0, 4)} size={40} />
        {avatarColours.map((c) => (
          <span key={c} className="size-5 rounded-full" style={{ background: c }} />
        ))}
        <Badge n={3} />
        <Badge n={128} />
        <Badge n={12} quiet />
        <Badge n={0} dot />
        <Tag>普通</Tag>
        <Tag tone="accent">群主</Tag>
        <Tag tone="warn">待审批</Tag>
        <Tag tone="danger">已停用</Tag>
        <Tag tone="info">外部</Tag>
        <Keys>Ctrl K</Keys>
      </Part>
      <Part title="Overlays">
        <Button
          onClick={(e) =>
            openMenu({
              at: e.currentTarget,
              label: '消息操作',
              items: [
                { title: '消息' },
                {
                  label: '复制',
                  icon: <Copy />,
                  keys: 'mod+c',
                  onSelect: () => toast('已复制', { tone: 'ok' }),
                },
                { label: '置顶', checked: on, onSelect: () => setOn(!on) },
                'line',
                {
                  label: '撤回',
                  icon: <Trash2 />,
                  danger: true,
                  onSelect: () => toast('已超过撤回时间', { tone: 'danger' }),
                },
              ],
            })
          }
        >
          菜单
        </Button>
        <Button
          onClick={(e) =>
            openPopover({
              at: e.currentTarget,
              label: '表情',
              content: (close) => <EmojiPicker onPick={(x) => (toast(x), close())} />,
            })
          }
        >
          表情
        </Button>
        <Button onClick={() => setShown('dialog')}>对话框</Button>
        <Button onClick={() => setShown('drawer')}>抽屉</Button>
        <Button onClick={() => setShown('palette')}>命令面板</Button>
        <Button
          onClick={() =>
            void confirm({ title: '解散群聊？', text: '聊天记录仍可查看。', action: '解散', danger: true })
          }
        >
          询问
        </Button>
        <Button onClick={() => void ask({ title: '修改群名', input: { label: '群名', value: '产品周会' } })}>
          改名
        </Button>
        <Button onClick={() => toast('消息已转发', { action: { label: '查看', run: () => toast('好') } })}>
          轻提示
        </Button>
      </Part>
      <Part title="Tabs, toolbar, splitter">
        <div className="flex h-32 w-full rounded-box ring-1 ring-line">
          <div className="pane" style={{ width: pane.width }}>
            <Toolbar label="格式" className="p-2">
              <IconButton label="粗体">
                <Bold aria-hidden className="size-4" />
              </IconButton>
              <IconButton label="斜体">
                <Italic aria-hidden className="size-4" />
              </IconButton>
              <IconButton label="列表">
                <List aria-hidden className="size-4" />
              </IconButton>
            </Toolbar>
          </div>
          <Splitter pane={pane} />
          <Tabs
            label="搜索范围"
            value={tab}
            onValue={setTab}
            tabs={[
              { id: 'one', label: '消息', count: 12 },
              { id: 'two', label: '同事', count: 3 },
            ]}
          >
            <p className="p-4 text-dense">{tab}</p>
          </Tabs>
        </div>
      </Part>
      <Part title="DataTable">
        <div className="flex h-80 w-full overflow-hidden rounded-box ring-1 ring-line">
          <DataTable
            label="成员"
            rows={rows}
            rowKey={(r) => r.id}
            rowName={(r) => r.name}
            marked={marked}
            onMarked={setMarked}
            sorting={sorting}
            onSorting={setSorting}
            onOpen={(r) => toast(r.name)}
            columns={[
              { id: 'name', title: '姓名', width: 'minmax(120px, 1fr)', cell: (r) => r.name, sortable: true },
              { id: 'dept', title: '部门', width: '140px', cell: (r) => r.dept, sortable: true },
              { id: 'mobile', title: '手机', width: '140px', cell: (r) => r.mobile },
              { id: 'days', title: '入职天数', width: '110px', cell: (r) => r.days, align: 'end' },
            ]}
          />
        </div>
      </Part>
      <Part title="Tree, member picker">
        <div className="flex h-80 w-72 rounded-box ring-1 ring-line">
          <Tree
            label="部门"
            nodes={tree}
            open={open}
            onOpen={setOpen}
            selected={node}
            onSelect={(n) => setNode(n.id)}
            icon={() => <UsersRound aria-hidden className="size-4 shrink-0 text-text-3" />}
          />
        </div>
        <div className="flex h-80 w-80">
          <MemberPicker
            label="选择同事"
            find={find}
            value={picked}
            onValue={setPicked}
            taken={new Set(['mbr_looks2'])}
            takenHint="已在群里"
          />
        </div>
      </Part>
      <Part title="Skeleton, empty">
        <div className="w-72">
          <RowsSkeleton rows={3} />
        </div>
        <Skeleton className="h-8 w-40" />
        <Empty
          icon={<Inbox />}
          title="没有待办"
          text="在消息上选择“转为待办”，它会出现在这里。"
          action={<Button size="small">新建</Button>}
        />
      </Part>
      <Dialog
        open={shown === 'dialog'}
        onClose={() => setShown(null)}
        title="发起群聊"
        description="选择同事，之后也可以再邀请。"
        footer={
          <Button look="solid" onClick={() => setShown(null)}>
            完成
          </Button>
        }
      >
        <MemberPicker label="选择同事" find={find} value={picked} onValue={setPicked} />
      </Dialog>
      <Drawer open={shown === 'drawer'} onClose={() => setShown(null)} title="群设置">
        <p className="p-4">产品周会</p>
      </Drawer>
      {shown === 'palette' && (
        <CommandPalette
          onClose={() => setShown(null)}
          find={async (q) =>
            people
              .filter((p) => p.name.includes(q))
              .map((p) => ({
                id: p.id,
                section: '同事',
                label: p.name,
                hint: p.hint ?? '',
                icon: <Avatar id={p.id} name={p.name} size={26} />,
                run: () => toast(p.name),
              }))
          }
        />
      )}
    </div>
  );
}
