package io.consilium.api.expert;

/** What an expert does to the world outside its arguments. Undeclared means the worst. */
public enum Effect {
  /** Touches nothing: may run while its records are being written, and run again at will. */
  PURE,
  /** Reads outside the host: waits until its routing and intent are durable. */
  READS_OUTSIDE,
  /** Writes outside the host: as above, and is never retried by the host by itself. */
  WRITES_OUTSIDE
}
