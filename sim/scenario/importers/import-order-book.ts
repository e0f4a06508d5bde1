/** An order book from the text of any file that Backlot knows; the format follows from its header. */
import type { OrderBook } from "../order-book.ts"
import type { ImportOptions } from "./assemble.ts"
import { readBookJson } from "./book-json.ts"
import { detectFormat, type OrderFormat } from "./detect.ts"
import { importOnlineRetail } from "./online-retail.ts"
import { importShopify } from "./shopify.ts"
import { importSuperstore } from "./superstore.ts"
import { importWooCommerce } from "./woocommerce.ts"

/** Runs in a browser as in Node; refuses with an OrderBookError and in no other way. */
export const importOrderBook = (text: string, options: ImportOptions): OrderBook =>
  importers[detectFormat(text)](text, options)

const importers: Readonly<Record<OrderFormat, (text: string, options: ImportOptions) => OrderBook>> = {
  backlot: readBookJson,
  "online-retail": importOnlineRetail,
  shopify: importShopify,
  superstore: importSuperstore,
  woocommerce: importWooCommerce,
}
