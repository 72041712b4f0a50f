/** Pictures and papers in the look of the house, drawn without a browser and without installed fonts. */

export { type Certificate, drawCertificate } from './certificate.js'
export { CARD_HEIGHT, CARD_WIDTH, type DrawPreviewCard, type PreviewCard, previewCards } from './previewCard.js'
