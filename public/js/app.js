import './badgeDesigner.js'
import './errorSummary.js'
import './menu.js'
import './wordCount.js'
