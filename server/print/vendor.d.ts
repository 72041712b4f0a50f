/** The parts of fontkit that we use; it ships no types. */
declare module 'fontkit' {
  export interface Glyph {
    id: number
    advanceWidth: number
    path: { toSVG(): string; commands: { command: string; args: number[] }[] }
  }
  export interface GlyphRun {
    glyphs: Glyph[]
    /** In units of the font. */
    positions: { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number }[]
    advanceWidth: number
  }
  export interface Font {
    unitsPerEm: number
    numGlyphs: number
    hasGlyphForCodePoint(codePoint: number): boolean
    getGlyph(id: number): Glyph
    layout(text: string): GlyphRun
    directory: { tables: Record<string, { length: number }> }
    /** At the start of a table, unpacked. */
    _getTableStream(tag: string): { buffer: Buffer; pos: number }
  }
  export function create(bytes: Buffer): Font
}
