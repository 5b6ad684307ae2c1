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
const desk = '(width >= 48rem)';
/** Wide enough for more than one pane. */
export const useDesk = (): boolean => useMedia(desk);
/** The same, asked once and outside of components. */
export const isDesk = (): boolean => matchMedia(desk).matches;
export const useTouch = (): boolean => useMedia('(pointer: coarse)');
