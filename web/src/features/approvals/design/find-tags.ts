import { type Find, named } from '../../../ui/form/find-choices.ts';

/** The tags of the company, by name. */
export const findTags =
  (tags: readonly { id: string; name: string }[]): Find =>
  (q) =>
    Promise.resolve(
      named(tags.filter((t) => t.name.includes(q.trim())).map(({ id, name }) => ({ id, name }))),
    );
