import { Keyboard, Languages, Monitor, Moon, Search, Settings2, Sun, UsersRound } from 'lucide-react';
import { useLocation } from 'wouter';
import { openDirect } from '../../features/messaging/chat-actions.ts';
import { orderChats } from '../../features/messaging/chat-rules.ts';
import { askNewChat } from '../../features/messaging/new-chat-store.ts';
import { messagingState } from '../../features/messaging/store.ts';
import { takeChats } from '../../features/messaging/sync.ts';
import { api, ApiError, Unreachable } from '../../lib/api.ts';
import { setTheme } from '../../lib/device-settings.ts';
import { locale, setLocale } from '../../lib/locale.ts';
import { learnPeople, nameOf } from '../../lib/people.ts';
import { useMe } from '../../lib/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { CommandPalette, type Command } from '../../ui/command-palette.tsx';
import { pages } from '../registry.ts';
import { settingsSections } from '../settings-registry.ts';
import { paletteStore } from './palette-store.ts';
import { useLayoutWords } from './words.ts';

/** Part of the answer is better than none: a source that fails is left out. */
async function orNone<T>(ask: Promise<T[]>): Promise<T[]> {
  try {
    return await ask;
  } catch (error) {
    if (error instanceof ApiError || error instanceof Unreachable) return [];
    throw error;
  }
}

export function Palette({ onClose }: { onClose: () => void }) {
  const words = useLayoutWords();
  const me = useMe();
  const [, navigate] = useLocation();

  const actions = (): Command[] => {
    const section = words.sections.actions;
    const toPages = pages.flatMap(({ nav }, i) =>
      nav && (nav.shown?.(me) ?? true)
        ? [
            {
              id: `go-${nav.id}`,
              section,
              label: words.goTo(words.nav[nav.id]),
              icon: <nav.icon />,
              keys: `alt+${i + 1}`,
              run: () => navigate(nav.to),
            },
          ]
        : [],
    );
    return [
      {
        id: 'new-group',
        section,
        label: words.actions.newGroup,
        icon: <UsersRound />,
        run: () => (navigate('/chats'), askNewChat('group')),
      },
      ...toPages,
      { id: 'dark', section, label: words.actions.dark, icon: <Moon />, run: () => setTheme('dark') },
      { id: 'light', section, label: words.actions.light, icon: <Sun />, run: () => setTheme('light') },
      {
        id: 'system',
        section,
        label: words.actions.system,
        icon: <Monitor />,
        run: () => setTheme('system'),
      },
      {
        id: 'language',
        section,
        label: locale() === 'zh' ? words.actions.toEnglish : words.actions.toChinese,
        icon: <Languages />,
        run: () => setLocale(locale() === 'zh' ? 'en' : 'zh'),
      },
      {
        id: 'map',
        section,
        label: words.actions.shortcuts,
        icon: <Keyboard />,
        keys: '?',
        run: () => paletteStore.setState({ map: true }),
      },
    ];
  };
  const settings = (): Command[] =>
    settingsSections.map((s) => ({
      id: `settings-${s.path}`,
      section: words.sections.settings,
      label: s.title[locale()],
      hint: s.hint[locale()],
      icon: <Settings2 />,
      run: () => navigate(`/settings/${s.path}`),
    }));
  const toChat = (c: { id: string; title: string; peer: string | null }): Command => {
    const label = c.peer ? nameOf(c.peer, c.title) : c.title;
    return {
      id: c.id,
      section: words.sections.chats,
      label,
      icon: <Avatar id={c.peer ?? c.id} name={label} size={26} />,
      run: () => navigate(`/chats/${c.id}`),
    };
  };

  const find = async (q: string, signal: AbortSignal): Promise<Command[]> => {
    const wanted = q.toLowerCase();
    const has = (c: Command) => `${c.label} ${c.hint ?? ''}`.toLowerCase().includes(wanted);
    const own = orderChats(Object.values(messagingState().chats)).map(toChat);
    if (!q) return [...own.slice(0, 8), ...actions()];
    const [people, groups] = await Promise.all([
      orNone(
        api.directory
          .searchMembers({ q, limit: 6 }, { signal })
          .then((a) => (learnPeople(a.members), a.members)),
      ),
      orNone(
        api.messaging.searchChats({ q, limit: 6 }, { signal }).then((a) => (takeChats(a.chats), a.chats)),
      ),
    ]);
    const chats = new Map([...own.filter(has).slice(0, 6), ...groups.map(toChat)].map((c) => [c.id, c]));
    return [
      ...people.map((p): Command => ({
        id: p.id,
        section: words.sections.people,
        label: p.name,
        hint: [p.position, p.departments[0]?.name].filter(Boolean).join(' · '),
        icon: <Avatar id={p.id} name={p.name} src={p.avatar} size={26} />,
        run: () => void openDirect(p.id).then((c) => (c ? navigate(`/chats/${c}`) : undefined)),
      })),
      ...chats.values(),
      {
        id: 'search-messages',
        section: words.sections.messages,
        label: words.actions.searchMessages(q),
        icon: <Search />,
        run: () => navigate(`/search?q=${encodeURIComponent(q)}`),
      },
      ...actions().filter(has),
      ...settings().filter(has),
    ];
  };
  return <CommandPalette onClose={onClose} find={find} />;
}
