/** The day colours of public/css/tokens/tokens.css, for what is drawn without a browser. */
export const PALETTE = {
  paper: '#fbf7ee',
  raised: '#fffdf8',
  sunk: '#f3ece1',
  ink: '#2a231b',
  inkSoft: '#564e44',
  line: '#dcd3c4',
  spruce: '#0b5441',
  marigold: '#f2b541',
  brick: '#91301f',
  brickSoft: '#fde3dc',
} as const
