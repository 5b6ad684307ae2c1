import { useParams } from 'wouter';
import { CalendarPage as Sheet } from '../features/calendar/calendar-page.tsx';

export function CalendarPage() {
  const { day, eventId } = useParams<{ day?: string; eventId?: string }>();
  return <Sheet key={`${day} ${eventId}`} day={day} eventId={eventId} />;
}
