import type { AppRecord } from '../../../../contract/src/apps.ts';
import { FaceField } from '../../ui/face-field.tsx';
import { useAppsWords } from './words.ts';

/** The face of an app. */
export function LogoField({
  app,
  ...rest
}: {
  app: AppRecord;
  logo: string | null;
  onLogo: (file: string | null, logo: string | null) => void;
}) {
  return <FaceField of={app} words={useAppsWords()} {...rest} />;
}
