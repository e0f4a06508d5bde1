/** Small exports for the importers' tests: the columns that matter, written as the shops write them. */

export type Cells = Readonly<Record<string, string | number>>

/** A CSV text; cells that a row does not name are empty. */
export const csv = (header: readonly string[], rows: readonly Cells[], delimiter = ","): string =>
  [header, ...rows.map((row) => header.map((name) => String(row[name] ?? "")))]
    .map((cells) => cells.map((cell) => quoted(cell, delimiter)).join(delimiter))
    .join("\n") + "\n"

const quoted = (cell: string, delimiter: string): string =>
  cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell

export const shopifyHeader = (
  "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total," +
  "Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price," +
  "Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status," +
  "Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province," +
  "Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping Company," +
  "Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at," +
  "Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level," +
  "Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value," +
  "Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties,Billing Province Name,Shipping Province Name,Payment ID," +
  "Payment Terms Name,Next Payment Due At,Payment References"
).split(",")

/** The first row of a paid order of one mug of 20.00 with 5.00 shipping, to be overwritten. */
export const shopifyHead = (over: Cells = {}): Cells => ({
  Name: "#1001",
  Email: "Jane.Roe@real-mail.test",
  "Financial Status": "paid",
  Currency: "USD",
  Subtotal: "20.00",
  Shipping: "5.00",
  Taxes: "0.00",
  Total: "25.00",
  "Discount Amount": "0.00",
  "Shipping Method": "Standard",
  "Created at": "2024-03-01 10:15:00 -0500",
  "Lineitem quantity": 1,
  "Lineitem name": "Mug - Blue",
  "Lineitem price": "20.00",
  "Lineitem sku": "MUG-BLUE",
  "Lineitem requires shipping": "true",
  "Lineitem taxable": "true",
  "Lineitem discount": "0.00",
  "Shipping Name": "Jane Roe",
  "Shipping Address1": "12 Hidden Lane",
  "Shipping City": "Boston",
  "Shipping Zip": "'02110",
  "Shipping Province": "MA",
  "Shipping Country": "US",
  "Shipping Phone": "'+16175551234",
  "Refunded Amount": "0.00",
  Source: "web",
  ...over,
})

/** A further row of the same order: only what belongs to the item. */
export const shopifyItem = (over: Cells = {}): Cells => ({
  Name: "#1001",
  Email: "Jane.Roe@real-mail.test",
  "Created at": "2024-03-01 10:15:00 -0500",
  "Lineitem quantity": 1,
  "Lineitem name": "Plate",
  "Lineitem price": "10.00",
  "Lineitem sku": "PLATE",
  "Lineitem requires shipping": "true",
  "Lineitem taxable": "true",
  "Lineitem discount": "0.00",
  ...over,
})

export const shopify = (...rows: readonly Cells[]): string => csv(shopifyHeader, rows)

/** WebToffee's columns with room for so many items. */
export const wooHeader = (items: number): string[] => [
  ..."order_id,order_number,order_date,paid_date,status,shipping_total,shipping_tax_total,fee_total,fee_tax_total,tax_total".split(
    ",",
  ),
  ..."cart_discount,order_discount,discount_total,order_total,order_subtotal,order_currency,payment_method,payment_method_title".split(
    ",",
  ),
  ..."transaction_id,customer_ip_address,customer_user_agent,shipping_method,customer_id,customer_user,customer_email".split(
    ",",
  ),
  ..."billing_first_name,billing_last_name,billing_company,billing_email,billing_phone,billing_address_1,billing_address_2".split(
    ",",
  ),
  ..."billing_postcode,billing_city,billing_state,billing_country,shipping_first_name,shipping_last_name,shipping_company".split(
    ",",
  ),
  ..."shipping_phone,shipping_address_1,shipping_address_2,shipping_postcode,shipping_city,shipping_state".split(","),
  ..."shipping_country,customer_note,wt_import_key,shipping_items,fee_items,tax_items,coupon_items,refund_items".split(
    ",",
  ),
  ..."order_notes,download_permissions,meta:wpml_language".split(","),
  ...numbers(items).map((n) => `line_item_${n}`),
  ...numbers(items).flatMap((n) =>
    ["Name", "id", "SKU", "Quantity", "Total", "Subtotal"].map((part) => `Product Item ${n} ${part}`),
  ),
]

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)

/** A paid order of two mugs of 10.00 with 4.00 shipping and 4.80 taxes, 0.80 of them on the shipping. */
export const wooRow = (over: Cells = {}): Cells => ({
  order_id: "501",
  order_number: "501",
  order_date: "2024-03-01 10:15:00",
  paid_date: "2024-03-01 10:16:00",
  status: "processing",
  shipping_total: "4.00",
  shipping_tax_total: "0.80",
  fee_total: "0.00",
  fee_tax_total: "0.00",
  tax_total: "4.80",
  order_total: "28.80",
  order_subtotal: "20.00",
  order_currency: "EUR",
  shipping_method: "Flat rate",
  customer_id: "7",
  billing_email: "jane.roe@real-mail.test",
  billing_first_name: "Jane",
  billing_last_name: "Roe",
  billing_address_1: "Hidden Lane 12",
  billing_city: "Graz",
  billing_postcode: "8010",
  billing_country: "AT",
  "Product Item 1 Name": "Mug",
  "Product Item 1 SKU": "MUG",
  "Product Item 1 Quantity": 2,
  "Product Item 1 Total": "20.00",
  "Product Item 1 Subtotal": "20.00",
  ...over,
})

export const woo = (items: number, ...rows: readonly Cells[]): string => csv(wooHeader(items), rows)

export const retailHeader = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country".split(
  ",",
)

/** A line of two holders at 1.25 that customer 17850 bought. */
export const retailRow = (over: Cells = {}): Cells => ({
  InvoiceNo: "536365",
  StockCode: "85123A",
  Description: "T-LIGHT HOLDER",
  Quantity: 2,
  InvoiceDate: "2010-12-01 08:26:00",
  UnitPrice: "1.25",
  CustomerID: "17850.0",
  Country: "United Kingdom",
  ...over,
})

export const retail = (...rows: readonly Cells[]): string => csv(retailHeader, rows)

export const superstoreHeader = (
  "Row ID,Order ID,Order Date,Ship Date,Ship Mode,Customer ID,Customer Name,Segment,Country,City,State,Postal Code,Region," +
  "Product ID,Category,Sub-Category,Product Name,Sales,Quantity,Discount,Profit"
).split(",")

export const superstoreRow = (over: Cells = {}): Cells => ({
  "Row ID": 1,
  "Order ID": "CA-2016-152156",
  "Order Date": "2016-11-08",
  "Ship Date": "2016-11-11",
  "Ship Mode": "Second Class",
  "Customer ID": "CG-12520",
  "Customer Name": "Claire Gute",
  Segment: "Consumer",
  Country: "United States",
  City: "Henderson",
  State: "Kentucky",
  "Postal Code": "42420",
  Region: "South",
  "Product ID": "FUR-BO-10001798",
  "Product Name": "Bookcase",
  Sales: "261.96",
  Quantity: 2,
  Discount: "0",
  ...over,
})

export const superstore = (...rows: readonly Cells[]): string => csv(superstoreHeader, rows)
