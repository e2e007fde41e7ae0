/** Brings ND4J up in the host: natives, threads and native memory. */
package io.consilium.framework.runtimes.tensor;
