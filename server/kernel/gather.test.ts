import { expect, test } from 'vitest';
import { Gather } from './gather.ts';

test('one question waits for nothing, those that come meanwhile go together, each gets its own answer', async () => {
  const asked: number[][] = [];
  const gather = new Gather<number, string>(
    async (questions) => {
      asked.push([...questions]);
      await new Promise((later) => setTimeout(later, 10));
      return questions.map((q) => `answer ${q}`);
    },
    { most: 3, atOnce: 1 },
  );
  const answers = await Promise.all([1, 2, 3, 4, 5, 6].map((q) => gather.ask(q)));
  expect(answers).toEqual([1, 2, 3, 4, 5, 6].map((q) => `answer ${q}`));
  expect(asked).toEqual([[1], [2, 3, 4], [5, 6]]);
});

test('a failure fails those who asked together and nobody after them', async () => {
  let broken = true;
  const gather = new Gather<number, number>(async (questions) => {
    if (broken) throw new Error('no database');
    return questions;
  });
  await expect(gather.ask(1)).rejects.toThrow('no database');
  broken = false;
  expect(await gather.ask(2)).toBe(2);
});
