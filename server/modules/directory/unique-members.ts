import { Failure } from '../../kernel/fail.ts';

const codes = {
  members_userid: ['directory.userid_taken', 'userid'],
  members_mobile: ['directory.mobile_taken', 'mobile'],
  members_email: ['directory.email_taken', 'email'],
  departments_name: ['directory.department_name_taken', 'name'],
  departments_no: ['directory.department_no_taken', 'no'],
  tags_no: ['directory.tag_no_taken', 'no'],
  tags_name: ['directory.name_taken', 'name'],
  custom_fields_name: ['directory.name_taken', 'name'],
} as const;

/** Says which field is taken where the database refuses a second one. It alone sees what others write at the same moment. */
export async function namingTheTaken<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    const known = code === '23505' && codes[constraint as keyof typeof codes];
    if (!known) throw error;
    const failure = new Failure(known[0]);
    throw new Failure(known[0], String(error), [{ path: known[1], text: failure.text('en') }]);
  }
}
