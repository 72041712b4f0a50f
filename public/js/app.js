import './errorSummary.js'
import './menu.js'
