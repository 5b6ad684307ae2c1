import { useLocation, useParams } from 'wouter';
import { JournalCenter } from '../features/journals/journal-center.tsx';
import { sendFile } from './send-file.ts';

export function JournalsPage() {
  const [, navigate] = useLocation();
  const { view, id } = useParams<{ view?: string; id?: string }>();
  return <JournalCenter view={view} id={id} onGo={navigate} sendFile={sendFile} />;
}
