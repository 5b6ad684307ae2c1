/** Wakes other replicas. At most once, in no promised order: the database is the truth and every consumer can read it again. */
export interface Bus {
  /** `hint` is JSON */
  publish(topic: string, hint: unknown): void;
  /** `topic` may end in '.>' for everything below */
  subscribe(topic: string, heard: (hint: unknown, topic: string) => void): void;
  /** true while hints reach other replicas */
  readonly connected: boolean;
  /** `then` runs each time the way to other replicas is back: what was missed meanwhile should be looked up now */
  whenBack(then: () => void): void;
  close(): Promise<void>;
}

/** The bus of a single process. Hints arrive in a later turn, as they would over a wire. */
export function localBus(): Bus {
  const ears: { topic: string; heard: (hint: unknown, topic: string) => void }[] = [];
  return {
    connected: true,
    publish(topic, hint) {
      queueMicrotask(() => {
        for (const ear of ears) if (covers(ear.topic, topic)) ear.heard(hint, topic);
      });
    },
    subscribe(topic, heard) {
      ears.push({ topic, heard });
    },
    whenBack() {},
    async close() {
      ears.length = 0;
    },
  };
}

export function covers(pattern: string, topic: string): boolean {
  return pattern === topic || (pattern.endsWith('.>') && topic.startsWith(pattern.slice(0, -1)));
}
