import { useParams } from 'wouter';
import { OutreachCenter } from '../features/outreach/outreach-center.tsx';
import { sendAttachment } from './send-attachment.ts';

export function OutreachPage() {
  const { id } = useParams<{ id?: string }>();
  return <OutreachCenter id={id} sendFile={sendAttachment} />;
}
