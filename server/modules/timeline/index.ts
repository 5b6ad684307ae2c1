// The door of the timeline: what every part of the house says about a customer, merged. It keeps nothing itself.
import { customerTimeline } from '@teahouse/contract/customer-timeline';
import { defineModule } from '../../kernel/module.ts';
import { listTimeline } from './list-timeline.ts';

export const timeline = defineModule({
  name: 'timeline',
  migrations: new URL('./migrations/', import.meta.url),
  contract: customerTimeline,
  handlers: { listTimeline },
});
