// A program's card: what it says from top to bottom, and what can be pressed.
import { ChevronRight, CornerDownRight, MoreHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TemplateBody } from '../../../../../contract/src/program-messages.ts';
import { usePerson } from '../../../lib/people.ts';
import { cx } from '../../../ui/cx.ts';
import { openMenu } from '../../../ui/overlays.ts';
import { openMember } from '../body.tsx';
import { safeHref } from '../markdown/parse.ts';
import { CardActions, press } from './card-actions.tsx';
import { ProgramPicture } from './outside-picture.tsx';
import { useProgramWords } from './words.ts';

/** The message a card stands in. */
export interface Place {
  c: string;
  s: number;
}

const sourceTones = { grey: 'text-text-3', black: 'text-text', red: 'text-danger', green: 'text-ok' };
const lineTones = { grey: 'text-text-3', normal: 'text-text-2', highlight: 'text-warn' };
const bands = {
  blue: 'bg-info-soft text-info',
  green: 'bg-accent-soft text-accent',
  orange: 'bg-warn-soft text-warn',
  red: 'bg-danger-soft text-danger',
  grey: 'bg-hover text-text',
};

/** A link where the address may be followed, else plain. */
function Leads({
  url,
  className,
  children,
}: {
  url?: string | undefined;
  className: string;
  children: ReactNode;
}) {
  const href = url ? safeHref(url) : null;
  return href ? (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow" className={className}>
      {children}
    </a>
  ) : (
    <div className={className}>{children}</div>
  );
}

function RowValue({ row }: { row: TemplateBody['rows'][number] }) {
  const person = usePerson(row.memberId ?? null);
  const linked = 'min-w-0 text-right text-accent hover:underline wrap-anywhere';
  if (row.memberId)
    return (
      <button type="button" onClick={(e) => openMember(row.memberId!, e.currentTarget)} className={linked}>
        {row.value || person?.name}
      </button>
    );
  const href = row.fileId ? `/api/files/${row.fileId}?download=1` : safeHref(row.url ?? '');
  return href ? (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow" className={linked}>
      {row.value || row.name}
    </a>
  ) : (
    <span className="min-w-0 text-right wrap-anywhere">{row.value}</span>
  );
}

export function TemplateCard({
  card,
  at,
  text,
}: {
  card: TemplateBody;
  at?: Place | undefined;
  text: (markdown: string) => ReactNode;
}) {
  const words = useProgramWords();
  const { source, menu, emphasis, quote, aside } = card;
  const lead = card.url ? safeHref(card.url) : null;
  return (
    <section
      aria-label={card.title || words.card}
      className="relative my-0.5 w-84 max-w-full overflow-hidden rounded-box bg-raised text-body text-text shadow-1 ring-1 ring-line"
    >
      {card.band && (
        <p className={cx('px-3.5 py-2 font-medium wrap-anywhere', bands[card.band])}>{card.title}</p>
      )}
      {(source || menu) && (
        <div
          className={
            source
              ? 'flex items-center gap-1.5 px-3.5 pt-3 -mb-1 text-small'
              : 'absolute top-3 right-3.5 bg-raised'
          }
        >
          {source && (
            <>
              <ProgramPicture picture={source.icon} className="size-4 rounded-[4px]" />
              <span className={cx('min-w-0 flex-1 truncate', sourceTones[source.tone])}>{source.text}</span>
            </>
          )}
          {menu && at && (
            <button
              type="button"
              aria-label={menu.text || words.more}
              aria-haspopup="menu"
              onClick={(e) =>
                openMenu({
                  at: e.currentTarget,
                  label: menu.text || words.more,
                  items: menu.items.map((item) => ({
                    label: item.text,
                    onSelect: () => void press(at, item.key, [], 'menu'),
                  })),
                })
              }
              className="tap -my-1 -mr-1.5 inline-flex size-7 items-center justify-center rounded-chip text-text-3 hover:bg-hover hover:text-text"
            >
              <MoreHorizontal aria-hidden className="size-4" />
            </button>
          )}
        </div>
      )}
      <ProgramPicture picture={card.picture} className="mt-3 aspect-[2.1] w-full object-cover" />
      <div className="flex flex-col gap-2.5 px-3.5 py-3">
        {((card.title && !card.band) || card.text) && (
          <div>
            {card.title && !card.band && (
              <p className="text-[15px] leading-6 font-semibold wrap-anywhere">{card.title}</p>
            )}
            {card.text && (
              <p className="text-dense wrap-anywhere whitespace-pre-wrap text-text-2">{card.text}</p>
            )}
          </div>
        )}
        {emphasis && (
          <div>
            <p className="tabular text-[26px] leading-9 font-semibold wrap-anywhere">{emphasis.title}</p>
            {emphasis.text && <p className="text-small text-text-3">{emphasis.text}</p>}
          </div>
        )}
        {aside && (
          <Leads url={aside.url} className="flex items-center gap-3 rounded-chip bg-sunken p-2.5">
            <span className="min-w-0 flex-1">
              <span className="block text-dense font-medium wrap-anywhere">{aside.title}</span>
              <span className="line-clamp-2 text-small wrap-anywhere text-text-2">{aside.text}</span>
            </span>
            <ProgramPicture picture={aside.picture} className="size-14 shrink-0 rounded-chip object-cover" />
          </Leads>
        )}
        {quote && (quote.text || quote.title) && (
          <Leads
            url={quote.url}
            className="block rounded-chip border-l-2 border-line-strong bg-sunken px-2.5 py-2 text-dense"
          >
            {quote.title && <span className="block font-medium wrap-anywhere">{quote.title}</span>}
            <span className="block wrap-anywhere whitespace-pre-wrap text-text-2">{quote.text}</span>
          </Leads>
        )}
        {card.markdown && text(card.markdown)}
        {card.more && <p className="text-dense wrap-anywhere whitespace-pre-wrap text-text-2">{card.more}</p>}
        {card.lines.length > 0 && (
          <div className="flex flex-col gap-0.5 text-dense">
            {card.lines.map((line, i) => (
              <p key={i} className={cx('wrap-anywhere', lineTones[line.tone])}>
                {line.text}
              </p>
            ))}
          </div>
        )}
        {card.paragraphs.map((p, i) => (
          <div key={i} className="text-dense">
            <p className="font-medium wrap-anywhere">{p.title}</p>
            <p className="wrap-anywhere text-text-2">{p.text}</p>
          </div>
        ))}
        {card.rows.length > 0 && (
          <dl className="flex flex-col gap-1 text-dense">
            {card.rows.map((row, i) => (
              <div key={i} className="flex justify-between gap-4">
                <dt className="shrink-0 text-text-3">{row.name}</dt>
                <dd className="flex min-w-0 justify-end">
                  <RowValue row={row} />
                </dd>
              </div>
            ))}
          </dl>
        )}
        <CardActions card={card} at={at} />
      </div>
      {card.links.map((link, i) => (
        <Leads
          key={i}
          url={link.url}
          className="flex items-center gap-1.5 border-t border-line px-3.5 py-2 text-dense text-accent hover:bg-hover"
        >
          <CornerDownRight aria-hidden className="size-3.5 shrink-0" />
          <span className="min-w-0 truncate">{link.title}</span>
        </Leads>
      ))}
      {lead && (
        <a
          href={lead}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="flex items-center justify-between border-t border-line px-3.5 py-2.5 text-dense hover:bg-hover"
        >
          {card.open || words.open}
          <ChevronRight aria-hidden className="size-4 text-text-3" />
        </a>
      )}
    </section>
  );
}
