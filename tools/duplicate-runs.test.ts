import { expect, test } from 'vitest';
import { duplicateRuns } from './duplicate-runs.ts';

const body = ['const a = one();', 'const b = two(a);', '', '// why', 'three(a, b);', 'return four();'];

test('the same lines in two files are found, whatever the white space and comments', () => {
  const found = duplicateRuns(
    [
      { path: 'a.ts', text: `import { x } from 'y';\n${body.join('\n')}` },
      {
        path: 'b.ts',
        text: `five();\n${body
          .filter((l) => l)
          .map((l) => `  ${l}`)
          .join('\n')}`,
      },
    ],
    4,
  );
  expect(found).toEqual([
    {
      lines: 4,
      places: [
        { path: 'a.ts', line: 2 },
        { path: 'b.ts', line: 2 },
      ],
    },
  ]);
});

test('a longer run is one finding; a list of like lines is none', () => {
  const long = Array.from({ length: 9 }, (_, i) => `step${i}();`).join('\n');
  expect(
    duplicateRuns(
      [
        { path: 'a.ts', text: long },
        { path: 'b.ts', text: long },
      ],
      4,
    ).map((d) => d.lines),
  ).toEqual([9]);
  expect(duplicateRuns([{ path: 'a.ts', text: 'same();\n'.repeat(6) }], 4)).toEqual([]);
  expect(duplicateRuns([{ path: 'a.ts', text: body.join('\n') }], 4)).toEqual([]);
});
