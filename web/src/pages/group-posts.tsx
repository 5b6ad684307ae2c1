import { useParams } from 'wouter';
import { GroupPostCenter } from '../features/outreach/group-posts/group-post-center.tsx';
import { sendAttachment } from './send-attachment.ts';

export function GroupPostsPage() {
  const { id } = useParams<{ id?: string }>();
  return <GroupPostCenter key={id} id={id} sendFile={sendAttachment} />;
}
