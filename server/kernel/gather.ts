/**
 * Many who ask the same kind of question at once are answered together: whoever asks while questions are under way waits for the next
 * one. Alone a question waits for nothing; in a storm hundreds share one trip to the database.
 */
export class Gather<Q, A> {
  readonly #ask: (questions: readonly Q[]) => Promise<readonly A[]>;
  readonly #most: number;
  readonly #atOnce: number;
  readonly #waiting: { question: Q; resolve(answer: A): void; reject(error: unknown): void }[] = [];
  #asking = 0;

  /** `ask` answers in the order of its questions; a failure fails those asked together. */
  constructor(
    ask: (questions: readonly Q[]) => Promise<readonly A[]>,
    { most = 200, atOnce = 2 }: { most?: number; atOnce?: number } = {},
  ) {
    this.#ask = ask;
    this.#most = most;
    this.#atOnce = atOnce;
  }

  ask(question: Q): Promise<A> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject });
      if (this.#asking < this.#atOnce) void this.#next();
    });
  }

  async #next(): Promise<void> {
    this.#asking++;
    while (this.#waiting.length > 0) {
      const together = this.#waiting.splice(0, this.#most);
      try {
        const answers = await this.#ask(together.map((w) => w.question));
        together.forEach((w, i) => w.resolve(answers[i]!));
      } catch (error) {
        for (const w of together) w.reject(error);
      }
    }
    this.#asking--;
  }
}
