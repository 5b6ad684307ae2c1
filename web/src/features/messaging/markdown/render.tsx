import { memo, type ReactNode } from 'react';
import { parse, type Block, type Inline, type Mentioned } from './parse.ts';

interface Look {
  /** my own id: a mention of me stands out */
  me: string;
  /** words to mark, from search */
  find?: string | undefined;
  onMention?: ((id: string, at: Element) => void) | undefined;
}

const tones = { info: 'text-accent', comment: 'text-text-3', warning: 'text-warn' };

function marked(text: string, find: string | undefined): ReactNode {
  if (!find) return text;
  const parts: ReactNode[] = [];
  const lower = text.toLowerCase();
  const wanted = find.toLowerCase();
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    parts.push(
      text.slice(from, at),
      <mark key={at} className="rounded-[3px] bg-mark text-text">
        {text.slice(at, at + wanted.length)}
      </mark>,
    );
    from = at + wanted.length;
  }
  parts.push(text.slice(from));
  return parts;
}

function inline(of: readonly Inline[], look: Look): ReactNode[] {
  return of.map((x, i) => {
    switch (x.t) {
      case 'text':
        return <span key={i}>{marked(x.text, look.find)}</span>;
      case 'strong':
        return (
          <strong key={i} className="font-semibold">
            {inline(x.of, look)}
          </strong>
        );
      case 'tone':
        return (
          <span key={i} className={tones[x.tone]}>
            {inline(x.of, look)}
          </span>
        );
      case 'em':
        return <em key={i}>{inline(x.of, look)}</em>;
      case 'strike':
        return <s key={i}>{inline(x.of, look)}</s>;
      case 'code':
        return (
          <code key={i} className="rounded-[5px] bg-text/8 px-1 py-px font-mono text-[0.92em]">
            {marked(x.text, look.find)}
          </code>
        );
      case 'link':
        return (
          <a
            key={i}
            href={x.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="text-info underline decoration-info/40 underline-offset-2 hover:decoration-info"
          >
            {marked(x.text, look.find)}
          </a>
        );
      case 'mention':
        return (
          <button
            key={i}
            type="button"
            onClick={(e) => look.onMention?.(x.id, e.currentTarget)}
            className={
              x.id === look.me || x.id === 'all'
                ? 'rounded-[5px] bg-accent px-1 text-on-accent [text-autospace:no-autospace]'
                : 'text-accent [text-autospace:no-autospace] hover:underline'
            }
          >
            @{x.name}
          </button>
        );
    }
  });
}

function block(b: Block, key: number, look: Look): ReactNode {
  switch (b.t) {
    case 'paragraph':
      return (
        <p key={key} className="whitespace-pre-wrap">
          {inline(b.of, look)}
        </p>
      );
    case 'heading':
      return (
        <p key={key} className="font-semibold">
          {inline(b.of, look)}
        </p>
      );
    case 'quote':
      return (
        <blockquote key={key} className="border-l-2 border-line-strong/50 pl-2.5 text-text-2">
          {b.of.map((inner, i) => block(inner, i, look))}
        </blockquote>
      );
    case 'list': {
      const items = b.items.map((item, i) => (
        <li key={i} className="pl-0.5">
          {inline(item, look)}
        </li>
      ));
      return b.ordered ? (
        <ol key={key} start={b.start} className="tabular list-decimal pl-5">
          {items}
        </ol>
      ) : (
        <ul key={key} className="list-disc pl-4.5">
          {items}
        </ul>
      );
    }
    case 'code':
      return (
        <pre
          key={key}
          tabIndex={0}
          className="my-0.5 overflow-x-auto rounded-chip bg-text/7 p-2.5 font-mono text-[12.5px] leading-5 whitespace-pre"
        >
          <code>{marked(b.text, look.find)}</code>
        </pre>
      );
  }
}

export interface RichTextProps extends Look {
  text: string;
  mentioned?: readonly Mentioned[];
}

/** A message's words as elements. */
export const RichText = memo(function RichText({ text, mentioned = [], ...look }: RichTextProps) {
  return (
    <div className="wrap-anywhere flex flex-col gap-1">
      {parse(text, mentioned).map((b, i) => block(b, i, look))}
    </div>
  );
});
