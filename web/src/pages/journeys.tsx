import { useParams } from 'wouter';
import { JourneyCenter } from '../features/outreach/journey-center.tsx';
import { sendAttachment } from './send-attachment.ts';

export function JourneysPage() {
  const { id } = useParams<{ id?: string }>();
  return <JourneyCenter key={id} id={id} sendFile={sendAttachment} />;
}
