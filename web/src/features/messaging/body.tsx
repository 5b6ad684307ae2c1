// The inside of a message bubble, by kind.
import { ChevronRight, MessagesSquare } from 'lucide-react';
import { Link } from 'wouter';
import type { ApprovalId } from '../../../../contract/src/ids.ts';
import { lazily, Quiet } from '../../lib/lazily.tsx';
import { usePerson } from '../../lib/people.ts';
import { myId } from '../../lib/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { cx } from '../../ui/cx.ts';
import { closePopover, openPopover } from '../../ui/overlays.ts';
import { FileBody, ImageBody, VideoBody, VoiceBody, type FileFacts } from './file-body.tsx';
import { firstLink, LinkPreview } from './link-preview.tsx';
import { isOnlyEmoji, safeHref, type Mentioned } from './markdown/parse.ts';
import { RichText } from './markdown/render.tsx';
import type { Outgoing } from './model.ts';
import type { Place } from './program/template-card.tsx';
import { useNaming } from './naming.ts';
import { gist } from './speak.ts';

const MemberCard = lazily(
  () => import('./member-card.tsx'),
  (m) => m.MemberCard,
);
const ForwardViewer = lazily(
  () => import('./forward-viewer.tsx'),
  (m) => m.ForwardViewer,
);

const ApprovalActions = lazily(
  () => import('./approval/approval-actions.tsx'),
  (m) => m.ApprovalActions,
);
const ProgramBody = lazily(
  () => import('./program/program-body.tsx'),
  (m) => m.ProgramBody,
);

export interface BodyProps {
  k: string;
  /** the message itself, where it may be acted on */
  at?: Place | undefined;
  b: Record<string, unknown>;
  mentioned?: readonly Mentioned[] | undefined;
  mine: boolean;
  find?: string | undefined;
  outgoing?: Outgoing | undefined;
  onImage?: (() => void) | undefined;
}
const text = (v: unknown) => (typeof v === 'string' ? v : '');

/** Shows who somebody is, beside the place that names them. */
export function openMember(id: string, at: Element): void {
  if (!id.startsWith('mbr_')) return;
  openPopover({ at, label: '', content: () => <MemberCard id={id} onDone={closePopover} /> });
}

function Bubble({ mine, children, tight }: { mine: boolean; children: React.ReactNode; tight?: boolean }) {
  return (
    <div
      className={cx(
        'max-w-full rounded-box text-body text-text shadow-1',
        mine ? 'rounded-tr-[3px] bg-mine' : 'rounded-tl-[3px] bg-theirs ring-1 ring-line/70',
        tight ? 'overflow-hidden' : 'px-3 py-[7px]',
      )}
    >
      {children}
    </div>
  );
}

export function Body({ k, b, at, mentioned, mine, find, outgoing, onImage }: BodyProps) {
  const naming = useNaming();
  const file = b as FileFacts;
  switch (k) {
    case 'text': {
      const words = text(b['text']);
      if (isOnlyEmoji(words)) return <div className="py-1 text-[40px] leading-12">{words}</div>;
      const link = outgoing ? null : firstLink(words);
      return (
        <>
          <Bubble mine={mine}>
            <RichText
              text={words}
              me={myId()}
              onMention={openMember}
              {...(mentioned ? { mentioned } : {})}
              find={find}
            />
          </Bubble>
          {link && <LinkPreview url={link} />}
        </>
      );
    }
    case 'image':
      return <ImageBody b={file} outgoing={outgoing} onOpen={onImage} />;
    case 'file':
      return <FileBody b={file} outgoing={outgoing} />;
    case 'video':
      return <VideoBody b={file} outgoing={outgoing} />;
    case 'voice':
      return (
        <Bubble mine={mine}>
          <VoiceBody b={file} outgoing={outgoing} />
        </Bubble>
      );
    case 'card':
      return <CardBody b={b} />;
    case 'markdown':
    case 'news':
    case 'template':
      return (
        <Quiet>
          <ProgramBody k={k} b={b} at={at} mentioned={mentioned} find={find} />
        </Quiet>
      );
    case 'forward':
      return <ForwardBody b={b} />;
    default:
      return (
        <Bubble mine={mine}>
          <span className="text-text-2">{gist({ k, b, u: '' }, naming)}</span>
        </Bubble>
      );
  }
}

function CardBody({ b }: { b: Record<string, unknown> }) {
  const memberId = text(b['memberId']);
  const person = usePerson(memberId || null);
  const href = safeHref(text(b['url']));
  const page = text(b['page']);
  const approvalId = text(b['approvalId']);
  return (
    <div className="w-72 max-w-full overflow-hidden rounded-box bg-raised shadow-1 ring-1 ring-line">
      <div className="flex gap-3 p-3.5">
        {memberId && (
          <Avatar id={memberId} name={person?.name ?? text(b['title'])} src={person?.avatar} size={40} />
        )}
        <div className="min-w-0 flex-1">
          <div className="font-medium wrap-anywhere">{person?.name ?? text(b['title'])}</div>
          <div className="text-dense wrap-anywhere whitespace-pre-wrap text-text-2">
            {person?.position ?? text(b['text'])}
          </div>
        </div>
      </div>
      {memberId ? (
        <button
          type="button"
          onClick={(e) => openMember(memberId, e.currentTarget)}
          className="flex h-10 w-full items-center justify-between border-t border-line px-3.5 text-dense text-accent hover:bg-hover"
        >
          {text(b['title'])}
          <ChevronRight aria-hidden className="size-4" />
        </button>
      ) : (
        <>
          {approvalId && (
            <Quiet>
              <ApprovalActions approvalId={approvalId as ApprovalId} />
            </Quiet>
          )}
          {page && (
            <Link
              href={page}
              className="flex h-10 items-center justify-between border-t border-line px-3.5 text-dense font-medium text-accent hover:bg-hover"
            >
              {text(b['button'])}
              <ChevronRight aria-hidden className="size-4" />
            </Link>
          )}
          {href && (
            <a
              href={href}
              target="_blank"
              rel="noopener noreferrer nofollow"
              className="flex h-10 items-center justify-between border-t border-line px-3.5 text-dense font-medium text-accent hover:bg-hover"
            >
              {text(b['button']) || new URL(href).hostname}
              <ChevronRight aria-hidden className="size-4" />
            </a>
          )}
        </>
      )}
    </div>
  );
}

export interface ForwardItem {
  u: string;
  name: string;
  ts: number;
  k: string;
  b: Record<string, unknown>;
}
function ForwardBody({ b }: { b: Record<string, unknown> }) {
  const naming = useNaming();
  const items = (Array.isArray(b['items']) ? b['items'] : []) as ForwardItem[];
  return (
    <button
      type="button"
      onClick={(e) =>
        openPopover({
          at: e.currentTarget,
          label: text(b['title']),
          content: () => <ForwardViewer title={text(b['title'])} items={items} />,
        })
      }
      className="block w-72 max-w-full rounded-box bg-raised text-left shadow-1 ring-1 ring-line hover:bg-hover"
    >
      <span className="block px-3.5 pt-3 pb-2">
        <span className="block truncate font-medium">{text(b['title'])}</span>
        {items.slice(0, 4).map((item, i) => (
          <span key={i} className="block truncate text-small text-text-3">
            {naming.words.says(item.name) + gist(item, naming)}
          </span>
        ))}
      </span>
      <span className="flex items-center gap-1.5 border-t border-line px-3.5 py-1.5 text-tiny text-text-3">
        <MessagesSquare aria-hidden className="size-3" />
        {naming.words.message.forwardCount(items.length)}
      </span>
    </button>
  );
}
