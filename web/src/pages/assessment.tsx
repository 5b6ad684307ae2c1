import { useLocation, useParams } from 'wouter';
import { AssessmentCenter } from '../features/assessment/assessment-center.tsx';
import { findColleagues } from '../ui/form/find-choices.ts';

export function AssessmentPage() {
  const [, navigate] = useLocation();
  const { view, id } = useParams<{ view?: string; id?: string }>();
  return <AssessmentCenter view={view} id={id} onGo={navigate} findMembers={findColleagues} />;
}
