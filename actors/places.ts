/** Where units of a SKU lie: ordinals of a SKU at a site, by which what is on hand or promised there is kept in columns. */
import { Ordinals } from "../sim/consistency/ordinals.ts"

export class Places extends Ordinals {
  of({ sku, site }: { readonly sku: string; readonly site: string }): number {
    return this.ordinalOf(sku, site)
  }

  /** `MUG at wms-east` */
  nameOf(place: number): string {
    return `${this.textOf(place)} at ${this.secondOf(place)}`
  }
}
