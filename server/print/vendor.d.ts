/** The parts of fontkit that we use; it ships no types. */
declare module 'fontkit' {
  export interface Glyph {
    id: number
    advanceWidth: number
    codePoints: number[]
    bbox: { minX: number; maxX: number }
    path: { toSVG(): string; commands: { command: string; args: number[] }[] }
  }
  export interface FontPoint {
    x: number
    y: number
    endContour: boolean
    copy(): FontPoint
  }
  /** Drawn, or made of other glyphs. */
  export interface UnpackedGlyph {
    points?: FontPoint[]
    components?: { dx: number; dy: number }[]
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
    variationAxes: Record<string, { default: number }>
    /** Where on its axes the font is, in their order. To be set before anything is drawn. */
    variationCoords: number[] | null
    _variationProcessor: { transformPoints(glyph: number, points: FontPoint[]): void }
    /** What the glyphs of woff2 are made of; there once one glyph was asked for. */
    _transformedGlyphs: UnpackedGlyph[]
    directory: { tables: Record<string, { length: number }> }
    /** At the start of a table, unpacked. */
    _getTableStream(tag: string): { buffer: Buffer; pos: number }
  }
  export function create(bytes: Buffer): Font
}

/** The parts that we use: its own types name the module's other build. */
declare module 'bidi-js' {
  export interface EmbeddingLevels {
    levels: Uint8Array
  }
  export default function bidiFactory(): {
    getEmbeddingLevels(text: string, baseDirection?: 'ltr' | 'rtl' | 'auto'): EmbeddingLevels
    getMirroredCharactersMap(text: string, levels: Uint8Array): Map<number, string>
  }
}
