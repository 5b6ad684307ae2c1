// The door of journals: what people report, who receives it, and who has not reported yet.
import { journals as forMembers } from '@teahouse/contract/journals';
import { journalsAdmin } from '@teahouse/contract/journals-admin';
import { defineModule } from '../../kernel/module.ts';
import {
  changeJournalTemplate,
  createJournalTemplate,
  listJournalTemplates,
  retireJournalTemplate,
} from './admin-templates.ts';
import { getJournalCycle, listJournalCycles } from './journal-cycles.ts';
import { journalsISee } from './journals.access.ts';
import { listAskedJournals, listJournals } from './list-journals.ts';
import { prefillJournal } from './prefill-journal.ts';
import { commentJournal, getJournal, likeJournal, readJournal } from './read-journal.ts';
import { remind } from './remind.ts';
import { tellMembers, tellReceivers } from './tell.ts';
import { getJournalToWrite, saveJournalDraft, submitJournal } from './write-journal.ts';

export {
  cyclesForProgram,
  type JournalForProgram,
  journalForProgram,
  journalsForProgram,
} from './for-programs.ts';

export const journals = defineModule({
  name: 'journals',
  migrations: new URL('./migrations/', import.meta.url),
  contract: { ...forMembers, ...journalsAdmin },
  handlers: {
    listAskedJournals,
    getJournalToWrite,
    saveJournalDraft,
    submitJournal,
    prefillJournal,
    listJournals,
    getJournal,
    readJournal,
    likeJournal,
    commentJournal,
    listJournalCycles,
    getJournalCycle,
    listJournalTemplates,
    createJournalTemplate,
    changeJournalTemplate,
    retireJournalTemplate,
  },
  jobs: [remind, tellReceivers, tellMembers],
  fileViewers: { journal: journalsISee },
});
