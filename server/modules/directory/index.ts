// The door of directory: companies, departments, members, and who may see whom.
import { directory as forMembers } from '@teahouse/contract/directory';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { directorySettings } from '@teahouse/contract/directory-settings';
import { memberImport } from '@teahouse/contract/member-import';
import { defineModule } from '../../kernel/module.ts';
import { adminDepartments, departmentsById } from './admin-departments.ts';
import { adminMember, adminMembers } from './admin-members.ts';
import { changeDepartment } from './change-department.ts';
import { changeMember } from './change-member.ts';
import { changeCorp, getCorp } from './corp-info.ts';
import { createDepartment } from './create-department.ts';
import { createMember } from './create-member.ts';
import {
  changeCustomField,
  createCustomField,
  listCustomFields,
  removeCustomField,
} from './custom-fields.ts';
import { getMemberCard } from './get-member-card.ts';
import { getMembers } from './get-members.ts';
import { getHandover, handOver } from './handover.ts';
import { importTemplate } from './import/import-template.ts';
import { applyImport, startImport } from './import/start-import.ts';
import { changeImport, getImport, uploadImport } from './import/upload-import.ts';
import { listDepartmentMembers } from './list-department-members.ts';
import { listDepartments } from './list-departments.ts';
import { moveMembers } from './move-members.ts';
import { reactivateMember } from './reactivate-member.ts';
import { removeDepartment } from './remove-department.ts';
import { searchDepartments } from './search-departments.ts';
import { searchMembers } from './search-members.ts';
import { disableMember, leaveMember } from './stop-member.ts';
import { changeTag, createTag, listTags, removeTag } from './tags.ts';
import { getVisibility, setVisibility } from './visibility.ts';

export { activateMember } from './reactivate-member.ts';
export { addMember } from './add-member.ts';
export { addDepartment } from './create-department.ts';
export { freeUserid } from './create-member.ts';
export {
  adminScope,
  memberToAdminister,
  departmentToAdminister,
  scopeFilter,
  visibleFilter,
  visibleMembers,
  wholeCompany,
} from './directory.access.ts';
export { avatarFiles, avatarPath } from './avatar-file.ts';
export { type Tenure, tenuresOf } from './tenures.ts';
export { corpZone, membersWithMail, type Reach, reachOf } from './reach.ts';
export { corpSetting, setCorpSetting } from './corp-settings.ts';
export { briefsOf } from './directory.present.ts';
export { getHandover, handOver } from './handover.ts';
export { foundCorp } from './found-corp.ts';
export { departmentsAbove, membersUnder } from './members-under.ts';
export { tableCells } from './import/table-cells.ts';
export { writeCsv, writeXlsx } from './import/write-xlsx.ts';
export { importTable } from './import/import-table.ts';
export { type ReportingLines, reportingLines } from './reporting-lines.ts';
export { listMembers } from './list-members.ts';
export { isEmail, isUserid, plainMobile } from './member.rules.ts';
export { setAvatar } from './set-avatar.ts';
export {
  departmentInSet,
  holdsMember,
  inSet,
  type MemberSet,
  membersOfSet,
  thoseInSet,
} from './member-set.ts';
export { changeMember } from './change-member.ts';
export { changeDepartment } from './change-department.ts';
export { createDepartment } from './create-department.ts';
export { customFieldsOf } from './custom-fields.ts';
export { disableMember, leaveMember } from './stop-member.ts';
export { reactivateMember } from './reactivate-member.ts';
export { removeDepartment } from './remove-department.ts';
export { addTag, changeTag, removeTag } from './tags.ts';
export { type DepartmentFacts, departmentFacts, whatHolds } from './machines/department-facts.ts';
export { countInSet } from './machines/count-in-set.ts';
export { departmentSizes } from './machines/department-sizes.ts';
export { changeOutward, enterMember, verifyMember } from './machines/enter-member.ts';
export {
  memberByContact,
  type MemberFacts,
  memberFacts,
  membersOfDepartment,
  type Outward,
  placesPage,
} from './machines/member-facts.ts';
export { namesOfSet } from './names-of-set.ts';
export { roomInDepartments, roomInTag } from './machines/node-room.ts';
export { numbersOfSet } from './machines/numbers-of-set.ts';
export { type TagFacts, tagFacts, tagHolds, tagThese } from './machines/tag-facts.ts';
export { readTable } from './import/read-table.ts';
export {
  companySize,
  departmentsByNo,
  membersByUserid,
  othersThan,
  tagsByNo,
  useridOf,
} from './machines/find-by-number.ts';
export { spellingOf } from './spelling.ts';

export const directory = defineModule({
  name: 'directory',
  migrations: new URL('./migrations/', import.meta.url),
  contract: { ...forMembers, ...directoryAdmin, ...directorySettings, ...memberImport },
  handlers: {
    getMembers,
    searchMembers,
    getMemberCard,
    listDepartments,
    listDepartmentMembers,
    searchDepartments,
    getCorp,
    changeCorp,
    adminDepartments,
    departmentsById,
    createDepartment,
    changeDepartment,
    removeDepartment,
    adminMembers,
    adminMember,
    createMember,
    changeMember,
    moveMembers,
    disableMember,
    leaveMember,
    reactivateMember,
    getHandover,
    handOver,
    listTags,
    createTag,
    changeTag,
    removeTag,
    listCustomFields,
    createCustomField,
    changeCustomField,
    removeCustomField,
    getVisibility,
    setVisibility,
    uploadImport,
    getImport,
    changeImport,
    startImport,
    importTemplate,
  },
  jobs: [applyImport],
});
