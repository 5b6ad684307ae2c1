// The house plan: each line may use the lines above it, never those below.
import { apps } from './apps/index.ts';
import { approvals } from './approvals/index.ts';
import { assessment } from './assessment/index.ts';
import { attendance } from './attendance/index.ts';
import { calendar } from './calendar/index.ts';
import { customers } from './customers/index.ts';
import { groups } from './groups/index.ts';
import { outreach } from './outreach/index.ts';
import { moments } from './moments/index.ts';
import { channels } from './channels/index.ts';
import { callbacks } from './callbacks/index.ts';
import { orders } from './orders/index.ts';
import { timeline } from './timeline/index.ts';
import { desk } from './desk/index.ts';
import { directory } from './directory/index.ts';
import { expenses } from './expenses/index.ts';
import { files } from './files/index.ts';
import { invoices } from './invoices/index.ts';
import { identity } from './identity/index.ts';
import { joining } from './joining/index.ts';
import { leaving } from './leaving/index.ts';
import { journals } from './journals/index.ts';
import { keeping } from './keeping/index.ts';
import { links } from './links/index.ts';
import { sample } from './sample/index.ts';
import { materials } from './materials/index.ts';
import { messaging } from './messaging/index.ts';
import { notices } from './notices/index.ts';
import { robots } from './robots/index.ts';
import { tasks } from './tasks/index.ts';
import { talk } from './talk/index.ts';

export const modules = [
  directory,
  identity,
  joining,
  files,
  links,
  messaging,
  notices,
  apps,
  approvals,
  tasks,
  attendance,
  invoices,
  calendar,
  journals,
  expenses,
  assessment,
  keeping,
  talk,
  robots,
  callbacks,
  customers,
  orders,
  groups,
  desk,
  materials,
  leaving,
  outreach,
  moments,
  timeline,
  channels,
  sample,
];
