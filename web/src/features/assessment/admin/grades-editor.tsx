import { Plus, X } from 'lucide-react';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Input } from '../../../ui/input.tsx';
import { type GradeDraft, newGrade } from './form-draft.ts';
import { useAssessmentAdminWords } from './words.ts';

/** Grades, best first, each with the score it begins at. */
export function GradesEditor({
  grades,
  onGrades,
}: {
  grades: readonly GradeDraft[];
  onGrades: (grades: GradeDraft[]) => void;
}) {
  const words = useAssessmentAdminWords();
  const set = (at: number, change: Partial<GradeDraft>) =>
    onGrades(grades.map((g, i) => (i === at ? { ...g, ...change } : g)));
  const box = (at: number, name: 'key' | 'name' | 'from' | 'most', label: string, width: string) => (
    <Input
      aria-label={`${label} ${at + 1}`}
      placeholder={label}
      className={width}
      {...(name === 'from' || name === 'most'
        ? { type: 'number', min: 0, max: 100 }
        : { maxLength: name === 'key' ? 12 : 20 })}
      value={grades[at]![name]}
      onChange={(e) => set(at, { [name]: e.target.value })}
    />
  );
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 text-dense font-medium text-text-2">{words.grades}</legend>
      {grades.map((_, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- grades are told apart by their place alone
        <div key={i} className="flex flex-wrap items-center gap-2">
          {box(i, 'key', words.gradeKey, '!w-24')}
          {box(i, 'name', words.gradeName, 'min-w-40 flex-1')}
          {box(i, 'from', words.gradeFrom, '!w-24')}
          {box(i, 'most', words.gradeMost, '!w-40')}
          <IconButton
            label={words.removeGrade(i + 1)}
            disabled={grades.length === 1}
            onClick={() => onGrades(grades.filter((__, at) => at !== i))}
          >
            <X aria-hidden className="size-4" />
          </IconButton>
        </div>
      ))}
      <Button
        size="small"
        className="self-start"
        icon={<Plus aria-hidden className="size-4" />}
        disabled={grades.length >= 10}
        onClick={() => onGrades([...grades, newGrade()])}
      >
        {words.addGrade}
      </Button>
    </fieldset>
  );
}
