import { useParams, useSearchParams } from 'wouter';
import type { AppId, ChatId } from '../../../contract/src/ids.ts';
import { AppPage } from '../features/app-page/app-page.tsx';

/** `?chat=` names the chat an app was opened beside. */
export function AppPagePage() {
  const { appId } = useParams<{ appId: string }>();
  const [search] = useSearchParams();
  return <AppPage key={appId} appId={appId as AppId} chatId={search.get('chat') as ChatId | null} />;
}
