import { Link } from 'wouter';
import { useLayoutWords } from './layout/words.ts';
import { pages } from './registry.ts';

/** What the product itself offers, before the apps: on a phone this is the way to whatever the bar has no room for. */
export function OfficeTiles() {
  const words = useLayoutWords();
  const tiles = pages.flatMap(({ nav }) => (nav && !nav.phone && !nav.low ? [nav] : []));
  return (
    <ul aria-label={words.admin.groups.office} className="flex flex-wrap gap-2 px-4 pt-4">
      {tiles.map(({ id, icon: Icon, to }) => (
        <li key={id}>
          <Link
            href={to}
            className="flex h-20 w-20 flex-col items-center justify-center gap-1.5 rounded-box bg-raised text-small ring-1 ring-line hover:bg-hover"
          >
            <Icon aria-hidden className="size-6 text-accent" strokeWidth={1.7} />
            <span className="max-w-full truncate px-1">{words.nav[id]}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
