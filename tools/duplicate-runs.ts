// Finds runs of lines that stand twice: the same lines in the same order, apart from white space, imports, comments and punctuation.

export interface Place {
  path: string;
  /** first line of the run, counted from 1 */
  line: number;
}
export interface Duplicate {
  lines: number;
  places: [Place, Place];
}

interface Line {
  text: string;
  line: number;
}

/** Runs of at least `least` telling lines that stand in two places; the longest first, each reported once. */
export function duplicateRuns(files: readonly { path: string; text: string }[], least: number): Duplicate[] {
  const told = files.map((f) => ({ path: f.path, lines: tellingLines(f.text) }));
  const seen = new Map<string, { file: number; at: number }>();
  const found: Duplicate[] = [];
  const covered = new Set<string>();
  told.forEach((f, file) => {
    for (let at = 0; at + least <= f.lines.length; at++) {
      const key = f.lines
        .slice(at, at + least)
        .map((l) => l.text)
        .join('\n');
      const first = seen.get(key);
      if (!first) {
        seen.set(key, { file, at });
        continue;
      }
      // A run that overlaps itself (a list of like lines) is no second place.
      if (first.file === file && at - first.at < least) continue;
      const mark = `${file}:${at - 1} ${first.file}:${first.at - 1}`;
      covered.add(`${file}:${at} ${first.file}:${first.at}`);
      if (covered.has(mark)) {
        found.at(-1)!.lines++;
        continue;
      }
      const other = told[first.file]!;
      found.push({
        lines: least,
        places: [
          { path: other.path, line: other.lines[first.at]!.line },
          { path: f.path, line: f.lines[at]!.line },
        ],
      });
    }
  });
  return found.toSorted((a, b) => b.lines - a.lines);
}

function tellingLines(text: string): Line[] {
  return text
    .split('\n')
    .map((line, i) => ({ text: line.trim().replaceAll(/\s+/g, ' '), line: i + 1 }))
    .filter(({ text: line }) => /\w/.test(line) && !/^(import |export \{|\/\/|\/?\*|} from )/.test(line));
}
