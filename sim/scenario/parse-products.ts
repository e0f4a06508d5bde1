/** Reads what kits and multipacks consist of. What nobody knows yet has no components; a component is no kit itself. */
import { componentFields, productFields } from "./fields.ts"
import { problem } from "./problems.ts"
import type { Kit } from "./scenario.ts"
import { fieldsOf, itemsOf, textOf, wholeOf, type Problems } from "./tree-reader.ts"
import type { Tree } from "./yaml-tree.ts"

const unitsMax = 1_000_000

export const parseProducts = (problems: Problems, tree: Tree | undefined): Kit[] => {
  const items = itemsOf(problems, tree, "a list of products").map((item) => {
    const fields = fieldsOf(problems, item, productFields, "key of a product")
    return { sku: textOf(problems, fields?.sku, "a SKU"), components: fields?.components }
  })
  const kits = new Set(items.map(({ sku }) => sku))
  const parseComponent = (item: Tree): Kit["components"] => {
    const fields = fieldsOf(problems, item, componentFields, "key of a component")
    const sku = textOf(problems, fields?.sku, "a SKU")
    const quantity = wholeOf(problems, fields?.quantity, "a number of units", 1, unitsMax)
    if (sku === undefined || quantity === undefined) return []
    if (kits.has(sku)) problems.push(problem(item, sku, "is a product of this list and cannot be a component"))
    return [{ sku, quantity }]
  }
  return items.flatMap(({ sku, components }) => {
    const parts = itemsOf(problems, components, "a list of components").flatMap(parseComponent)
    return sku === undefined ? [] : [{ sku, components: parts }]
  })
}
