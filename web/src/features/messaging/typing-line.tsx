import type { Chat } from './model.ts';
import { useNaming } from './naming.ts';
import { useMessaging } from './store.ts';

const nobody: Record<string, number> = {};

/** Who is writing right now. Its height is always there, so nothing jumps. */
export function TypingLine({ chat }: { chat: Chat }) {
  const who = Object.keys(useMessaging((s) => s.typing[chat.id] ?? nobody));
  const naming = useNaming(who);
  const [one] = who;
  return (
    <div role="status" className="h-5 shrink-0 truncate px-5 text-tiny leading-5 text-text-3">
      {one === undefined
        ? null
        : who.length === 1
          ? naming.words.pane.typingOne(naming.nameOf(one))
          : naming.words.pane.typingMany(who.length)}
    </div>
  );
}
