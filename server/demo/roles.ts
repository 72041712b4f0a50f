/** One person for each thing that people do here; `roleKey` ends the locale key `account.demo.role.…`. */
export const DEMO_ROLES = [
  { key: 'signe', roleKey: 'teacher' },
  { key: 'hannah', roleKey: 'reviewer' },
  { key: 'miriam', roleKey: 'author' },
  { key: 'marguerite', roleKey: 'leader' },
  { key: 'lucie', roleKey: 'facilitator' },
  { key: 'thandi', roleKey: 'researcher' },
  { key: 'patricia', roleKey: 'officer' },
  { key: 'soren', roleKey: 'administrator' },
] as const
