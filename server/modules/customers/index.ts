// The door of customers: contact-me codes, the people who come by them, and the page they see.
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customerDuplicates } from '@teahouse/contract/customer-duplicates';
import { customerFields } from '@teahouse/contract/customer-fields';
import { customerPage } from '@teahouse/contract/customer-page';
import { customerTransfers } from '@teahouse/contract/customer-transfers';
import { customerRules } from '@teahouse/contract/customer-rules';
import { customers as forMembers } from '@teahouse/contract/customers';
import { defineModule } from '../../kernel/module.ts';
import { followForms } from './customers-in-forms.ts';
import { answerCustomer } from './answer-customer.ts';
import { changeContactCode } from './change-contact-code.ts';
import { changeFollow } from './change-follow.ts';
import { codesISee } from './contact-code.access.ts';
import { contactCodeFigures } from './contact-code-figures.ts';
import { contactCodeQr, contactMeQr } from './contact-code-qr.ts';
import { countCustomers as countCustomersListed } from './count-customers.ts';
import { createContactCode } from './create-contact-code.ts';
import { customerFile, customerUpload } from './customer-files.ts';
import { changeMe, customerHere, muteMember } from './customer-here.ts';
import { customerHistory } from './customer-history.ts';
import { customerPost } from './customer-post.ts';
import { createCustomerTag, listCustomerTags, removeCustomerTag } from './customer-tags.ts';
import { greet } from './customers.subscribers.ts';
import { listDuplicates } from './duplicates/list-duplicates.ts';
import { previewMerge } from './duplicates/preview-merge.ts';
import { tellApart } from './duplicates/tell-apart.ts';
import { exportCustomers } from './import/export-customers.ts';
import { orderCustomerTags, renameCustomerTag } from './fields/arrange-tags.ts';
import { listCustomerFields } from './fields/list-customer-fields.ts';
import { setCustomerFields } from './fields/set-customer-fields.ts';
import { setCustomerStages } from './fields/set-customer-stages.ts';
import { getCustomer } from './get-customer.ts';
import { heldAboutMe } from './held-about-me.ts';
import { importCustomers } from './import/import-customers.ts';
import { listContactCodes } from './list-contact-codes.ts';
import { listCustomers } from './list-customers.ts';
import { mergeCustomers, unmergeCustomer } from './merge-customers.ts';
import { contactMe, scan } from './scan.ts';
import { myCustomerRights } from './rules/led-members.ts';
import {
  changeCustomerRule,
  createCustomerRule,
  listCustomerRules,
  removeCustomerRule,
} from './rules/write-rule.ts';
import { listTransfers } from './transfers/list-transfers.ts';
import { moveCustomers } from './transfers/move-customers.ts';
import { startTransfer } from './transfers/start-transfer.ts';
import { enterSignInCode, signInWays } from './sign-in/enter-code.ts';
import { sendSignInCode } from './sign-in/send-code.ts';
import { takeAway } from './take-away.ts';

export { ledMembers } from './rules/led-members.ts';
export { type RuleRow, rulesOf, ruleToUse } from './rules/rule-rows.ts';
export { dropRule, makeRule, rewriteRule } from './rules/write-rule.ts';
export { noteOffers } from './fold-offers.ts';
export {
  changeContactWay,
  closeContactWay,
  type ContactWay,
  type ContactWayDraft,
  contactWay,
  linkState,
  makeContactWay,
  pageOfContactWays,
} from './machines/contact-ways.ts';
export {
  customersOfMember,
  followBetween,
  followersIn,
  type FollowFacts,
  type FollowPlace,
  followsOfCustomer,
  followsOfMembers,
  rootOfCustomer,
  rootsOfCustomers,
} from './machines/follow-facts.ts';
export { type OwnCode, ownCodes } from './machines/own-codes.ts';
export { leaverByUserid, unassignedCustomers } from './machines/leavers.ts';
export {
  changeTagOrGroup,
  countTags,
  dropTagsAndGroups,
  type TagGroup,
  tagGroups,
} from './machines/tag-groups.ts';
export { customerMessages } from './customer-message.ts';
export { customerProved, prove } from './sign-in/prove.ts';
export { actingCustomer } from './customer.access.ts';
export { hereOf } from './here.ts';
export { codePicture } from './contact-code-qr.ts';
export { makeCode } from './make-code.ts';
export { writeCodeParts } from './write-code-parts.ts';
export { linkOf } from './contact-code.access.ts';
export { samePerson } from './customer.access.ts';
export { customerFromChannel } from './customer-from-channel.ts';
export { letIn } from './scan.ts';
export { beginTransfer, countCustomers, transferOutcomes } from './transfers/transfers.ts';
export { welcomeBy, welcomeCodeFor } from './machines/welcome-code.ts';
export { addCustomerTag, groupNamed, tagCustomerOf, tagsToUse } from './customer-tags.ts';
export { writeFollow } from './write-follow.ts';
export { type Addressed, audienceOf, tagsOfFollows } from './audience.ts';
export { followsISee as customerToSee, seesCustomer } from './follow.access.ts';
export { daysWithCustomers, membersInSum } from './machines/days-with-customers.ts';
export { type CameBy, cameByCode, customersOfCode } from './machines/customers-of-code.ts';
export { bareNumber, customersByPhone } from './machines/customers-by-phone.ts';
export { customerCame, customerSaw, seenUpTo } from './note-seen.ts';
export {
  messagesByDay,
  notedEvents,
  placeOf,
  type TimelineAsk,
  type TimelineBit,
  type TimelinePart,
  timelinePage,
} from './timeline-part.ts';
export { setMarketing } from './set-marketing.ts';
export { type Standing, standingOf } from './standing.ts';
export { countPersons } from './count-persons.ts';
export { pairsOf } from './pairs-of.ts';

followForms();

export const customers = defineModule({
  name: 'customers',
  migrations: new URL('./migrations/', import.meta.url),
  contract: {
    ...contactCodes,
    ...forMembers,
    ...customerPage,
    ...customerTransfers,
    ...customerFields,
    ...customerDuplicates,
    ...customerRules,
  },
  handlers: {
    listContactCodes,
    createContactCode,
    changeContactCode,
    contactCodeFigures,
    contactCodeQr,
    listCustomers,
    countCustomers: countCustomersListed,
    exportCustomers,
    importCustomers,
    getCustomer,
    changeFollow,
    answerCustomer,
    listCustomerTags,
    createCustomerTag,
    removeCustomerTag,
    listCustomerFields,
    setCustomerFields,
    setCustomerStages,
    renameCustomerTag,
    orderCustomerTags,
    listDuplicates,
    previewMerge,
    tellApart,
    mergeCustomers,
    unmergeCustomer,
    contactMe,
    contactMeQr,
    scan,
    customerHere,
    changeMe,
    heldAboutMe,
    customerHistory,
    customerPost,
    customerUpload,
    customerFile,
    muteMember,
    takeAway,
    signInWays,
    sendSignInCode,
    enterSignInCode,
    myCustomerRights,
    listCustomerRules,
    createCustomerRule,
    changeCustomerRule,
    removeCustomerRule,
    startTransfer,
    listTransfers,
  },
  jobs: [moveCustomers],
  subscribers: [greet],
  fileViewers: { contact_code: codesISee },
});
