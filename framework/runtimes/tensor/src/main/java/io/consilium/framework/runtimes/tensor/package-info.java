/**
 * Brings ND4J up: natives, threads, bound on native memory; and says how it does. Whoever computes
 * with ND4J imports {@code org.nd4j.*} and this package, and begins with {@link
 * io.consilium.framework.runtimes.tensor.Tensors}.
 */
@Export
@Version("0.1.0")
package io.consilium.framework.runtimes.tensor;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
