import { renderMarkdown } from '../web/markdown.js'
import type { Anatomy } from './anatomy.js'
import { anatomyView, partsView } from './briefPage.js'

/** The public page as an earner will meet it, from the draft as it stands. */
export function earnerPreview(slug: string, anatomy: Anatomy) {
  return {
    ...frame(slug, anatomy),
    ...anatomyView(anatomy),
    imageHref: `/microcredentials/${slug}/edit/badge/image.svg`,
  }
}

/** The workspace as a reviewer will meet it: evidence on one side, the rubric on the other. */
export function reviewerPreview(slug: string, anatomy: Anatomy) {
  return {
    ...frame(slug, anatomy),
    contentLanguage: anatomy.language,
    heading: anatomy.title,
    competenceHtml: renderMarkdown(anatomy.competence),
    parts: partsView(anatomy.requirements),
    criteria: anatomy.rubric.map(({ id, name, description, levels, requiredLevelId }) => ({
      ...{ id, name, description },
      levels: levels.map(level => ({ ...level, criterion: id, isRequired: level.id === requiredLevelId })),
    })),
  }
}

const frame = (slug: string, anatomy: Anatomy) => ({
  title: anatomy.title,
  slug,
  overviewHref: `/microcredentials/${slug}/edit`,
  earnerHref: `/microcredentials/${slug}/preview/earner`,
  reviewerHref: `/microcredentials/${slug}/preview/reviewer`,
})
