import { useLocation, useParams } from 'wouter';
import { TaskCenter } from '../features/tasks/task-center.tsx';

export function TodosPage() {
  const [, navigate] = useLocation();
  const { view, id } = useParams<{ view?: string; id?: string }>();
  return <TaskCenter view={view} id={id} onGo={navigate} />;
}
