/** Pictures and papers in the look of the house, drawn without a browser and without installed fonts. */

export { type Certificate, certificateContent, drawCertificate } from './certificate.js'
export { CARD_HEIGHT, CARD_WIDTH, cardContent, drawPreviewCard, type PreviewCard } from './previewCard.js'
export { isolated } from './readingOrder.js'
export { drawTranscript, type PrintedAward, type TranscriptPaper } from './transcript.js'
export { canPrint } from './typefaces.js'
