import type { assessment } from '../../../../contract/src/assessment.ts';
import type { OutputOf } from '../../../../contract/src/define.ts';
import type { objectives } from '../../../../contract/src/objectives.ts';

export const views = ['forms', 'results', 'team', 'objectives'] as const;
export type View = (typeof views)[number];
export type Sheet = OutputOf<typeof assessment.getReview>;
export type Result = OutputOf<typeof assessment.getMyResult>;
export type TeamLine = OutputOf<typeof assessment.listMyTeam>['lines'][number];
export type Objective = OutputOf<typeof objectives.listObjectives>['objectives'][number];
export type Card = OutputOf<typeof objectives.getObjective>;

/** 8750 -> '87.50' */
export const points = (x100: number): string => (x100 / 100).toFixed(2);
/** 7000 of ten thousand -> '70%' */
export const share = (bp: number): string => `${bp / 100}%`;
