import type { Alignment } from '../../../microcredential/index.js'

const standardOfPractice = (targetName: string): Alignment => ({
  targetName,
  targetUrl: 'https://www.oct.ca/public/professional-standards/standards-of-practice',
  targetFramework: 'Ontario College of Teachers: Standards of Practice for the Teaching Profession',
})

export const COMMITMENT_TO_STUDENTS = standardOfPractice('Commitment to Students and Student Learning')
export const PROFESSIONAL_KNOWLEDGE = standardOfPractice('Professional Knowledge')
export const PROFESSIONAL_PRACTICE = standardOfPractice('Professional Practice')
export const LEADERSHIP_IN_LEARNING = standardOfPractice('Leadership in Learning Communities')
export const ONGOING_LEARNING = standardOfPractice('Ongoing Professional Learning')

export const PROFESJONSFELLESSKAP: Alignment = {
  targetName: 'Profesjonsfellesskap og skoleutvikling',
  targetUrl: 'https://www.udir.no/lk20/overordnet-del/',
  targetFramework: 'Læreplanverket (LK20), overordnet del',
  targetCode: '3.5',
}

export const UNDERVISNING_OG_TILPASSET_OPPLAERING: Alignment = {
  targetName: 'Undervisning og tilpasset opplæring',
  targetUrl: 'https://www.udir.no/lk20/overordnet-del/',
  targetFramework: 'Læreplanverket (LK20), overordnet del',
  targetCode: '3.2',
}

export const KJERNEELEMENTER_I_MATEMATIKK: Alignment = {
  targetName: 'Kjerneelementer: resonnering og argumentasjon, representasjon og kommunikasjon',
  targetUrl: 'https://www.udir.no/lk20/mat01-05',
  targetFramework: 'Læreplan i matematikk 1.–10. trinn',
  targetCode: 'MAT01-05',
}
