/** Where units of a SKU lie: ordinals of a SKU at a site, by which what is on hand or promised there is kept in columns. */
import { Ordinals } from "../sim/consistency/ordinals.ts"

export class Places extends Ordinals {
  /** Both legs of a move are of one SKU and mostly of one site, so the last answer is often the next one. */
  #sku = ""
  #site = ""
  #place = -1

  of({ sku, site }: { readonly sku: string; readonly site: string }): number {
    if (sku !== this.#sku || site !== this.#site || this.#place < 0) {
      this.#place = this.ordinalOf(sku, site)
      this.#sku = sku
      this.#site = site
    }
    return this.#place
  }

  /** `MUG at wms-east` */
  nameOf(place: number): string {
    return `${this.textOf(place)} at ${this.secondOf(place)}`
  }
}
