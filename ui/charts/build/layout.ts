/**
 * Where the boxes and arrows of a statechart stand, worked out by ELK when the page is built. The page itself only draws.
 *
 * The same graph always gets the same coordinates; `fingerprint` tells whether a layout still belongs to its chart.
 */
import { createHash } from "node:crypto"
import elk, { type ElkExtendedEdge, type ElkNode } from "elkjs"
import type { ArrowLayout, ChartLayout, StateLayout } from "../chart-layout.ts"
import type { Graph, GraphState } from "./graph.ts"
import { labelLines } from "../label-lines.ts"

const letter = 6.4
const lineHeight = 14
const stateHeight = 28

const options = {
  "elk.algorithm": "layered",
  "elk.direction": "DOWN",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.randomSeed": "1",
  "elk.spacing.nodeNode": "20",
  "elk.spacing.edgeNode": "12",
  "elk.spacing.edgeLabel": "3",
  "elk.layered.spacing.nodeNodeBetweenLayers": "26",
  "elk.layered.spacing.edgeNodeBetweenLayers": "12",
  "elk.layered.considerModelOrder.strategy": "PREFER_EDGES",
  "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
  "elk.edgeLabels.inline": "false",
}

export const fingerprintOf = (graph: Graph): string =>
  createHash("sha256")
    .update(JSON.stringify([graph, options]))
    .digest("hex")
    .slice(0, 12)

export const layOut = async (graph: Graph): Promise<ChartLayout> => {
  const [root] = graph.states
  const children = new Map<string, GraphState[]>()
  for (const state of graph.states)
    if (state.parent !== null) children.set(state.parent, [...(children.get(state.parent) ?? []), state])
  const nodeOf = (state: GraphState): ElkNode => {
    const inner = children.get(state.path) ?? []
    const width = Math.max(44, Math.ceil(nameOf(state).length * 7 + 22))
    return {
      id: idOf(state.path),
      width,
      height: stateHeight,
      ...(inner.length === 0
        ? {}
        : {
            children: inner.map(nodeOf),
            layoutOptions: {
              "elk.padding": `[top=32,left=12,bottom=12,right=12]`,
              "elk.nodeSize.minimum": `(${width}, 40)`,
            },
          }),
    }
  }
  const laid: ElkNode = await new elk.default().layout({
    id: "all",
    layoutOptions: options,
    children: [nodeOf(root!)],
    edges: graph.arrows.map((arrow, index): ElkExtendedEdge => {
      const lines = labelLines(arrow.events)
      return {
        id: `e${index}`,
        sources: [idOf(arrow.from)],
        targets: [idOf(arrow.to)],
        labels: [
          {
            text: lines.join("\n"),
            width: Math.ceil(Math.max(...lines.map((line) => line.length)) * letter),
            height: lines.length * lineHeight,
          },
        ],
      }
    }),
  })
  const places = new Map<string, { readonly x: number; readonly y: number }>()
  const states: StateLayout[] = []
  const place = (node: ElkNode, left: number, top: number): void => {
    const x = left + (node.x ?? 0)
    const y = top + (node.y ?? 0)
    places.set(node.id, { x, y })
    const state = graph.states.find(({ path }) => idOf(path) === node.id)
    if (state !== undefined) {
      states.push({
        path: state.path,
        type: state.type,
        isInitial: state.isInitial,
        stays: state.stays,
        box: [x, y, node.width ?? 0, node.height ?? 0].map(Math.round) as [number, number, number, number],
      })
    }
    for (const child of node.children ?? []) place(child, x, y)
  }
  place(laid, 0, 0)
  const arrows = (laid.edges ?? []).map((edge, index): ArrowLayout => {
    const from = places.get((edge as { container?: string }).container ?? "all") ?? { x: 0, y: 0 }
    const [section] = edge.sections ?? []
    const points = section === undefined ? [] : [section.startPoint, ...(section.bendPoints ?? []), section.endPoint]
    const [label] = edge.labels ?? []
    const { from: source, to, events } = graph.arrows[index]!
    return {
      from: source,
      to,
      events,
      points: points.flatMap(({ x, y }) => [Math.round(from.x + x), Math.round(from.y + y)]),
      label: [Math.round(from.x + (label?.x ?? 0)), Math.round(from.y + (label?.y ?? 0))],
    }
  })
  return {
    fingerprint: fingerprintOf(graph),
    width: Math.ceil(laid.width ?? 0),
    height: Math.ceil(laid.height ?? 0),
    states,
    arrows,
  }
}

const idOf = (path: string): string => `s:${path}`
const nameOf = ({ path }: GraphState): string => path.slice(path.lastIndexOf(".") + 1)
