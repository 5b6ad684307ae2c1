// Messages that only programs write: markdown, articles, cards.
import { memo } from 'react';
import type { ArticleBody, TemplateBody } from '../../../../../contract/src/program-messages.ts';
import { myId } from '../../../lib/session.ts';
import { openMember } from '../body.tsx';
import type { Mentioned } from '../markdown/parse.ts';
import { RichText } from '../markdown/render.tsx';
import { NewsCard } from './news-card.tsx';
import { ProgramPicture } from './outside-picture.tsx';
import { piecesOf } from './program-text.ts';
import { type Place, TemplateCard } from './template-card.tsx';

interface ProgramTextProps {
  text: string;
  mentioned?: readonly Mentioned[] | undefined;
  find?: string | undefined;
}

/** A program's markdown: what people may write, and colours, rules, tables and pictures. */
export const ProgramText = memo(function ProgramText({ text, mentioned, find }: ProgramTextProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      {piecesOf(text).map((piece, i) => {
        switch (piece.t) {
          case 'text':
            return (
              <RichText
                key={i}
                text={piece.text}
                me={myId()}
                onMention={openMember}
                {...(mentioned ? { mentioned } : {})}
                find={find}
              />
            );
          case 'rule':
            return <hr key={i} className="my-1 border-line" />;
          case 'picture':
            return (
              <ProgramPicture
                key={i}
                picture={piece.url}
                alt={piece.alt}
                className="max-h-72 max-w-full self-start rounded-chip"
              />
            );
          case 'table':
            return (
              <div
                key={i}
                className="overflow-x-auto"
                tabIndex={0}
                role="region"
                aria-label={piece.head.join(' ')}
              >
                <table className="tabular border-collapse text-dense">
                  <thead>
                    <tr>
                      {piece.head.map((cell, j) => (
                        <th
                          key={j}
                          className="border border-line bg-hover/60 px-2.5 py-1 text-left font-medium"
                        >
                          <RichText text={cell} me={myId()} />
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {piece.rows.map((row, j) => (
                      <tr key={j}>
                        {piece.head.map((_, k) => (
                          <td key={k} className="border border-line px-2.5 py-1 align-top">
                            <RichText text={row[k] ?? ''} me={myId()} />
                          </td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            );
        }
      })}
    </div>
  );
});

interface ProgramBodyProps extends Omit<ProgramTextProps, 'text'> {
  k: string;
  b: Record<string, unknown>;
  at?: Place | undefined;
}

export function ProgramBody({ k, b, at, mentioned, find }: ProgramBodyProps) {
  if (k === 'news') return <NewsCard articles={b['articles'] as ArticleBody[]} />;
  if (k === 'template')
    return (
      <TemplateCard
        card={b as unknown as TemplateBody}
        at={at}
        text={(words) => <ProgramText text={words} mentioned={mentioned} find={find} />}
      />
    );
  const title = typeof b['title'] === 'string' ? b['title'] : '';
  return (
    <div className="max-w-full overflow-hidden rounded-box rounded-tl-[3px] bg-theirs px-3.5 py-2.5 text-body text-text shadow-1 ring-1 ring-line/70">
      {title && <p className="mb-1 font-semibold wrap-anywhere">{title}</p>}
      <ProgramText text={typeof b['text'] === 'string' ? b['text'] : ''} mentioned={mentioned} find={find} />
    </div>
  );
}
