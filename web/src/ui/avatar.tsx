import { useState } from 'react';
import { avatarColour, initials } from '../lib/initials.ts';
import { cx } from './cx.ts';

export interface AvatarProps {
  id: string;
  name: string;
  /** path of a picture, or null for initials */
  src?: string | null | undefined;
  size?: number;
  online?: boolean | undefined;
  className?: string;
}

/** A face, or initials on one of twelve checked colours. Decorative: the name always stands beside it. */
export function Avatar({ id, name, src, size = 36, online, className }: AvatarProps) {
  const [broken, setBroken] = useState<string | null>(null);
  const short = initials(name, id.startsWith('chat_'));
  return (
    <span
      aria-hidden
      className={cx('relative inline-flex shrink-0 select-none', className)}
      style={{ width: size, height: size }}
    >
      {src && broken !== src ? (
        <img
          src={src}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setBroken(src)}
          className="size-full rounded-[28%] object-cover"
        />
      ) : (
        <span
          className="flex size-full items-center justify-center rounded-[28%] font-medium text-white before:content-[attr(data-initials)]"
          style={{
            background: avatarColour(id),
            fontSize: Math.round(size * (short.length > 1 ? 0.36 : 0.42)),
          }}
          data-initials={short}
        />
      )}
      {online && (
        <span className="absolute -right-0.5 -bottom-0.5 size-[30%] max-h-3 max-w-3 rounded-full border-2 border-panel bg-ok" />
      )}
    </span>
  );
}

/** A group's face: up to four of its people in a square. */
export function GroupAvatar({
  people,
  size = 36,
  id,
  name,
}: {
  people: AvatarProps[];
  size?: number;
  id: string;
  name: string;
}) {
  if (people.length < 2) return <Avatar id={id} name={name} size={size} />;
  const cell = (size - 3) / 2;
  return (
    <span
      aria-hidden
      className="grid shrink-0 grid-cols-2 content-center justify-center gap-px overflow-hidden rounded-[28%] bg-line p-px"
      style={{ width: size, height: size }}
    >
      {people.slice(0, 4).map((p) => (
        <Avatar key={p.id} id={p.id} name={initials(p.name).slice(-1)} src={p.src} size={cell} />
      ))}
    </span>
  );
}
