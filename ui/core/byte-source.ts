/** Where the bytes of a run file are read again once it was streamed: an array, a dropped file, or a server that knows ranges. */

export interface ByteSource {
  /** Bytes of the whole file; null while nobody knows, as for a run that still goes on. */
  readonly size: number | null
  /** Exactly the bytes that are asked for, as far as there are any. */
  read(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>>
}

export const memorySource = (bytes: Uint8Array<ArrayBuffer>): ByteSource => ({
  size: bytes.length,
  read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
})

export const blobSource = (blob: Blob): ByteSource => ({
  size: blob.size,
  read: async (offset, length) => new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()),
})

/** A file on a server. `size` is what the server said of it, or null for one that grows. */
export const httpSource = (url: string, size: number | null): ByteSource => ({
  size,
  read: async (offset, length) => {
    if (length === 0) return new Uint8Array(0)
    const answer = await fetch(url, { headers: { range: `bytes=${offset}-${offset + length - 1}` } })
    if (answer.status !== 206 && answer.status !== 200) {
      throw new Error(`${url}: the server answered ${answer.status} instead of bytes ${offset} to ${offset + length}.`)
    }
    const bytes = new Uint8Array(await answer.arrayBuffer())
    return answer.status === 200 ? bytes.subarray(offset, offset + length) : bytes
  },
})
