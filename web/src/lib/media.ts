import { useSyncExternalStore } from 'react';

/** True while the media query holds. */
function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}
/** Wide enough for more than one pane. */
export const useDesk = (): boolean => useMedia('(width >= 48rem)');
export const useTouch = (): boolean => useMedia('(pointer: coarse)');
