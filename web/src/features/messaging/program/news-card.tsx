// Articles: the first one large, the others in a list below it.
import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import type { ArticleBody } from '../../../../../contract/src/program-messages.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { safeHref } from '../markdown/parse.ts';
import { ProgramPicture, usePicture } from './outside-picture.tsx';
import { useProgramWords } from './words.ts';

/** Opens a page, or the article itself where it is read here. */
function Opens({
  article,
  className,
  children,
}: {
  article: ArticleBody;
  className: string;
  children: React.ReactNode;
}) {
  const words = useProgramWords();
  const [reading, setReading] = useState(false);
  const href = safeHref(article.url ?? '');
  if (!article.body)
    return href ? (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow" className={className}>
        {children}
      </a>
    ) : (
      <div className={className}>{children}</div>
    );
  return (
    <>
      <button type="button" onClick={() => setReading(true)} className={className}>
        {children}
      </button>
      <Dialog open={reading} onClose={() => setReading(false)} title={article.title} size="large">
        <article className="flex flex-col gap-3 text-[15px] leading-7">
          {article.author && <p className="text-dense text-text-3">{article.author}</p>}
          <ProgramPicture picture={article.picture} className="max-h-80 w-full rounded-box object-cover" />
          <p className="wrap-anywhere whitespace-pre-wrap">{article.body}</p>
          {href && (
            <a
              href={href}
              target="_blank"
              rel="noopener noreferrer nofollow"
              className="inline-flex items-center gap-1 self-start text-dense text-accent hover:underline"
            >
              <ExternalLink aria-hidden className="size-3.5" />
              {words.source}
            </a>
          )}
        </article>
      </Dialog>
    </>
  );
}

export function NewsCard({ articles }: { articles: readonly ArticleBody[] }) {
  const [first, ...others] = articles;
  const cover = usePicture(first?.picture);
  if (!first) return null;
  return (
    <div className="my-0.5 w-84 max-w-full overflow-hidden rounded-box bg-raised text-left shadow-1 ring-1 ring-line">
      <Opens article={first} className="block w-full text-left hover:bg-hover">
        {cover && <img src={cover} alt="" loading="lazy" className="aspect-[2.1] w-full object-cover" />}
        <span className="block px-3.5 py-3">
          <span className="line-clamp-2 font-medium wrap-anywhere">{first.title}</span>
          {first.text && (
            <span className="mt-0.5 line-clamp-3 text-dense wrap-anywhere text-text-2">{first.text}</span>
          )}
        </span>
      </Opens>
      {others.map((article, i) => (
        <Opens
          key={i}
          article={article}
          className="flex w-full items-center gap-3 border-t border-line px-3.5 py-2.5 text-left hover:bg-hover"
        >
          <span className="line-clamp-2 min-w-0 flex-1 text-dense wrap-anywhere">{article.title}</span>
          <ProgramPicture picture={article.picture} className="size-11 shrink-0 rounded-chip object-cover" />
        </Opens>
      ))}
    </div>
  );
}
