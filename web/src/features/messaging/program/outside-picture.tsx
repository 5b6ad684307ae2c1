import { useEffect, useState } from 'react';
import { lookUp } from '../link-preview.tsx';
import { safeHref } from '../markdown/parse.ts';

/** The address under which this client may show a picture: a file of ours, or an outside one that the server fetches for us. */
export function usePicture(picture: string | undefined): string | null {
  const own = picture?.startsWith('file_') ? `/api/files/${picture}/thumb` : null;
  const [found, setFound] = useState<string | null>(null);
  useEffect(() => {
    let here = true;
    const href = own || !picture ? null : safeHref(picture);
    if (href) void lookUp(href).then((preview) => here && setFound(preview?.image ?? null));
    return () => {
      here = false;
    };
  }, [picture, own]);
  return own ?? found;
}

/** A picture that a program names. Where it cannot be had there is nothing. */
export function ProgramPicture({
  picture,
  alt = '',
  className,
}: {
  picture: string | undefined;
  alt?: string;
  className: string;
}) {
  const src = usePicture(picture);
  return src ? <img src={src} alt={alt} loading="lazy" className={className} /> : null;
}
