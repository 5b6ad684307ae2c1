import { TodoList } from '../features/todos/todo-list.tsx';
import { useTodoWords } from '../features/todos/words.ts';
import { PaneBar } from '../ui/bits.tsx';

export function TodosPage() {
  const words = useTodoWords();
  return (
    <div className="pane flex-1 bg-surface">
      <PaneBar>
        <h1 className="text-[15px] font-medium">{words.title}</h1>
      </PaneBar>
      <TodoList />
    </div>
  );
}
