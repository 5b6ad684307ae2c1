// Objectives and key results: what somebody wants to reach, how far they are, and what it serves.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { KeyResultId, MemberId, ObjectiveId } from './ids.ts';

const when = z.iso.datetime();
const title = z.string().trim().min(1).max(300);
const progress = z.number().int().min(0).max(100);
const weightBp = z.number().int().min(1).max(10_000);

/** dept: those in the owner's departments and below; private: the owner and who leads them. */
export const Visibility = z.enum(['public', 'dept', 'private']);
export type Visibility = z.infer<typeof Visibility>;

export const KeyResult = z.object({ id: KeyResultId, title: z.string(), weightBp, progress });
export type KeyResult = z.infer<typeof KeyResult>;

export const Objective = z.object({
  id: ObjectiveId,
  ownerId: MemberId,
  title: z.string(),
  from: z.iso.date(),
  to: z.iso.date(),
  visibility: Visibility,
  /** the weighted mean of its key results */
  progress,
  results: z.array(KeyResult),
  /** what it serves, as far as the reader may see it */
  serves: z.array(z.object({ id: ObjectiveId, ownerId: MemberId, title: z.string() })),
  mayChange: z.boolean(),
  checkedInAt: when.nullable(),
});
export type Objective = z.infer<typeof Objective>;

export const ObjectiveCard = Objective.extend({
  servedBy: z.array(z.object({ id: ObjectiveId, ownerId: MemberId, title: z.string(), progress })),
  /** newest first, at most a hundred */
  checkIns: z.array(
    z.object({
      resultId: KeyResultId,
      before: progress,
      after: progress,
      note: z.string(),
      by: MemberId,
      at: when,
    }),
  ),
});
export type ObjectiveCard = z.infer<typeof ObjectiveCard>;

const one = z.object({ objectiveId: ObjectiveId });
const Facts = z.object({
  title,
  from: z.iso.date(),
  to: z.iso.date(),
  visibility: Visibility,
  /** those without an id are new; weights add up to 10,000 */
  results: z
    .array(z.object({ id: KeyResultId.optional(), title, weightBp }))
    .min(1)
    .max(10),
});
const faults = ['assessment.bad_form'] as const;

export const objectives = {
  listObjectives: endpoint({
    method: 'GET',
    path: '/objectives',
    summary:
      'Objectives whose time holds a day: mine, those of my departments, or all that words are found in',
    who: 'member',
    input: z.object({
      box: z.enum(['mine', 'department', 'all']).default('mine'),
      on: z.iso.date(),
      q: z.string().trim().max(100).default(''),
    }),
    /** at most two hundred */
    output: z.object({ objectives: z.array(Objective) }),
    errors: [],
  }),
  getObjective: endpoint({
    method: 'GET',
    path: '/objectives/:objectiveId',
    summary: 'An objective with what serves it and how it went on',
    who: 'member',
    input: one,
    output: ObjectiveCard,
    errors: ['assessment.objective_not_found'],
  }),
  addObjective: endpoint({
    method: 'POST',
    path: '/objectives',
    summary: 'An objective of mine',
    who: 'member',
    input: Facts,
    output: ObjectiveCard,
    errors: faults,
  }),
  changeObjective: endpoint({
    method: 'PUT',
    path: '/objectives/:objectiveId',
    summary: 'Change an objective of mine; key results that are left out are gone',
    who: 'member',
    input: one.extend(Facts.shape),
    output: ObjectiveCard,
    errors: ['assessment.objective_not_found', ...faults],
  }),
  dropObjective: endpoint({
    method: 'DELETE',
    path: '/objectives/:objectiveId',
    summary: 'Delete an objective of mine; what served it serves it no longer',
    who: 'member',
    input: one,
    output: z.object({}),
    errors: ['assessment.objective_not_found'],
  }),
  checkIn: endpoint({
    method: 'POST',
    path: '/objectives/:objectiveId/check-ins',
    summary: 'How far a key result of mine is; a repeat with the same `cid` changes nothing',
    who: 'member',
    input: one.extend({
      cid: z.uuid(),
      resultId: KeyResultId,
      progress,
      note: z.string().trim().max(1_000).default(''),
    }),
    output: ObjectiveCard,
    errors: ['assessment.objective_not_found'],
  }),
  alignObjective: endpoint({
    method: 'PUT',
    path: '/objectives/:objectiveId/serves',
    summary: 'What an objective of mine serves: objectives I may see, never in a circle',
    who: 'member',
    input: one.extend({ serves: z.array(ObjectiveId).max(10) }),
    output: ObjectiveCard,
    errors: ['assessment.objective_not_found', 'assessment.aligned_in_circle'],
  }),
};
