/** Icons of Lucide that say something about teaching and read well at 64 pixels. */
export const BADGE_ICONS = [
  ...['sprout', 'leaf', 'trees', 'sun', 'mountain', 'compass', 'map', 'signpost', 'footprints', 'telescope'],
  ...[
    'book-open-text',
    'library',
    'feather',
    'pencil',
    'pencil-ruler',
    'notebook-pen',
    'quote',
    'languages',
    'mail-open',
  ],
  ...['speech', 'messages-square', 'ear', 'handshake', 'users-round', 'heart-handshake', 'scale', 'clipboard-check'],
  ...['scan-eye', 'eye', 'search', 'lightbulb', 'brain', 'flask-conical', 'microscope', 'sigma', 'shapes', 'puzzle'],
  ...['calculator', 'globe', 'landmark', 'palette', 'music', 'drama', 'spool', 'key-round', 'ticket', 'timer', 'route'],
] as const
