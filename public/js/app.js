import './errorSummary.js'
import './menu.js'
import './badgeDesigner.js'
