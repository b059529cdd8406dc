const COLOURS = {
  light: {
    ink: '#1f2328',
    faint: '#59636e',
    card: '#ffffff',
    edge: '#d1d9e0',
    grid: '#e4e8ec',
    charges: '#0969da',
    works: '#1a7f37',
    dead: '#cf222e',
  },
  dark: {
    ink: '#f0f6fc',
    faint: '#9198a1',
    card: '#0d1117',
    edge: '#3d444d',
    grid: '#262c34',
    charges: '#4493f8',
    works: '#3fb950',
    dead: '#f85149',
  },
} as const;

const rules = ({
  ink,
  faint,
  card,
  edge,
  grid,
  charges,
  works,
  dead,
}: Record<keyof typeof COLOURS.light, string>) => `
text { fill: ${ink} }
.card { fill: ${card}; stroke: ${edge} }
.faint { fill: ${faint} }
.grid, .axis { stroke: ${grid} }
.charges { stroke: ${charges} }
.reading, .cost { fill: ${charges} }
.threshold { stroke: ${ink} }
.works { fill: ${works} }
.dead { fill: ${dead} }
.rope.works { stroke: ${works} }
.rope.dead { stroke: ${dead} }
.unheard { fill: ${card}; stroke: ${dead} }
.warning, .unheard { stroke-width: 2 }
.warning { fill: ${works}; stroke: ${card} }`;

/**
 * The card is a ground of its own, so that the picture can be read wherever it stands; its colours are those of the
 * reader's system.
 */
export const STYLE = `
text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif }
.name, .verdict { font-size: 16px; font-weight: 600 }
.strong { font-weight: 600 }
.end { text-anchor: end }
.middle { text-anchor: middle }
.charges { fill: none; stroke-width: 2.5 }
.threshold { stroke-dasharray: 6 4; stroke-width: 1.5 }
.rope { stroke-dasharray: 2 3; stroke-width: 1.5 }${rules(COLOURS.light)}
@media (prefers-color-scheme: dark) {${rules(COLOURS.dark)}
}
`;
