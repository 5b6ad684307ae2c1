import { useEffect, useState } from 'react';
import type { LinkPreview as Found } from '../../../../contract/src/links.ts';
import { api, ApiError, Unreachable } from '../../lib/api.ts';
import { safeHref } from './markdown/parse.ts';

const AGAIN_MS = 1_500;
const TRIES = 5;
const known = new Map<string, Promise<Found | null>>();

/** The first web address in a text, or null. */
export function firstLink(text: string): string | null {
  const found = /https?:\/\/[^\s<>"'`)\]}，。；！？、）】》]+/i.exec(text)?.[0].replace(/[.,;:!?]+$/, '');
  return found && URL.canParse(found) ? safeHref(found) : null;
}

/** Asks the server once per page load; it fetches the page itself, so the site never sees the reader. */
export function lookUp(url: string): Promise<Found | null> {
  const asked = known.get(url);
  if (asked) return asked;
  const asking = ask(url);
  known.set(url, asking);
  return asking;
}

async function ask(url: string): Promise<Found | null> {
  try {
    for (let i = 0; i < TRIES; i++) {
      const found = await api.links.getLinkPreview({ url });
      if (found.state === 'ready') return found;
      if (found.state !== 'waiting') return null;
      await new Promise((later) => setTimeout(later, AGAIN_MS));
    }
  } catch (error) {
    if (!(error instanceof ApiError) && !(error instanceof Unreachable)) throw error;
    known.delete(url);
  }
  return null;
}

/** What a link leads to, below the words that hold it. Nothing where there is nothing to show. */
export function LinkPreview({ url }: { url: string }) {
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    let here = true;
    void lookUp(url).then((got) => here && setFound(got));
    return () => {
      here = false;
    };
  }, [url]);
  if (!found) return null;
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      className="mt-1.5 flex w-80 max-w-full overflow-hidden rounded-box bg-raised text-text shadow-1 ring-1 ring-line hover:bg-hover"
    >
      {found.image && <img src={found.image} alt="" className="h-20 w-24 shrink-0 object-cover" />}
      <span className="min-w-0 flex-1 px-3 py-2">
        <span className="line-clamp-1 text-dense font-medium wrap-anywhere">{found.title || url}</span>
        {found.description && (
          <span className="line-clamp-1 text-small wrap-anywhere text-text-2">{found.description}</span>
        )}
        <span className="line-clamp-1 text-tiny text-text-3">{found.site}</span>
      </span>
    </a>
  );
}
